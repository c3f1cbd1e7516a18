using Apache.Arrow;
using DistributedML.Compute;
using DistributedML.Data;
using DistributedML.Learning.Tabular;

namespace DistributedML.Models.Tables;

/// <summary>
/// Reads the rows of <see cref="TableSql"/>. A rank keeps every n-th block of 1,024 rows; features that are categories have the levels that all
/// ranks found.
/// </summary>
/// <param name="inputs">What is read.</param>
/// <param name="computes">Whether the batches hold the columns that features are computed from, instead of the features.</param>
/// <param name="selection">The rows that are taken.</param>
/// <param name="target">What the target is; null without one.</param>
/// <param name="hasWeight">Whether rows have weights.</param>
sealed class TableReader(TableInputs inputs, bool computes, RowSelection selection, TargetForm? target, bool hasWeight) : IRowReader<TableRows>
{
    const int Block = 1024;

    public TableRows Read(IEnumerable<RecordBatch> batches, ICollective gang)
    {
        var (builder, texts) = (new DatasetBuilder(), new TextPool());
        using var sql = computes ? new FeatureSql(inputs) : null;
        FeatureForm[]? forms = null;
        var (row, withoutTarget, taken) = (0L, 0L, new List<int>());
        foreach (var batch in batches)
        {
            var (keys, times) = (batch.Texts(TableSql.Key), (TimestampArray)batch.Column(TableSql.Time));
            var goal = target is null ? null : Column(batch, TableSql.Target);
            var weight = hasWeight ? Column(batch, TableSql.Weight) : null;
            foreach (var (features, start) in Parts(batch))
            {
                var columns = inputs.Features.Select(feature => Column(features, feature.Name)).ToArray();
                forms ??= Begin(builder, columns);
                taken.Clear();
                for (var i = 0; i < features.Length; i++, row++)
                {
                    var at = start + i;
                    if (row / Block % gang.Ranks != gang.Rank || !selection.Takes(keys.GetBytes(at), times.Values[at])) continue;
                    if (goal is not null && goal.IsMissing(at)) withoutTarget++;
                    else taken.Add(i);
                }
                for (var feature = 0; feature < columns.Length; feature++) Add(builder, feature, forms[feature], columns[feature], taken);
                foreach (var at in taken.Select(i => start + i))
                {
                    builder.AddTime(EpochTime.Time(times.Values[at]));
                    if (weight is not null) builder.AddWeight((float)weight.Number(at));
                    if (target == TargetForm.Class) builder.AddClass(goal!.Text(at));
                    else if (target == TargetForm.Number) builder.AddTarget(goal!.Number(at));
                }
            }
        }
        forms ??= Begin(builder, [.. inputs.Features.Select(_ => (ArrowColumn?)null)]);
        return new(builder.Build().Align(gang), forms, withoutTarget);

        // The batch's features with the row that they begin at: as they are, or computed some rows at a time.
        IEnumerable<(RecordBatch Features, int Start)> Parts(RecordBatch batch)
        {
            if (sql is null) return [(batch, 0)];
            var rows = new ArrowRows(batch, inputs.Columns.Select(column => column.Name), texts);
            return Enumerable.Range(0, (batch.Length + FeatureSql.MaxRows - 1) / FeatureSql.MaxRows).Select(part => part * FeatureSql.MaxRows)
                .Select(start => (sql.Compute(rows, start, Math.Min(FeatureSql.MaxRows, batch.Length - start)), start));
        }

        ArrowColumn Column(RecordBatch batch, string name) => ArrowColumn.Of(batch.Column(name), name, texts);
    }

    FeatureForm[] Begin(DatasetBuilder builder, ArrowColumn?[] columns)
    {
        var forms = new FeatureForm[columns.Length];
        for (var i = 0; i < forms.Length; i++)
        {
            forms[i] = inputs.Features[i].Type ?? columns[i]?.Form ?? FeatureForm.Number;
            if (columns[i] is { } column && forms[i] is FeatureForm.Number or FeatureForm.Date && column.Form != forms[i])
                throw new TableException($"feature '{inputs.Features[i].Name}' is to be a {forms[i].ToString().ToLowerInvariant()} and holds "
                    + $"{(column.Form == FeatureForm.Category ? "texts" : column.Form == FeatureForm.Date ? "dates" : "numbers")}; give it another type");
            builder.AddFeature(inputs.Features[i].Name, TypeOf(forms[i]));
        }
        return forms;
    }

    /// <summary>How the values of a form are held.</summary>
    internal static FeatureType TypeOf(FeatureForm form) => form switch
    {
        FeatureForm.Number => FeatureType.Numeric,
        FeatureForm.Category => FeatureType.Categorical,
        _ => FeatureType.Text,
    };

    static void Add(DatasetBuilder builder, int feature, FeatureForm form, ArrowColumn column, List<int> rows)
    {
        if (form == FeatureForm.Number)
        {
            foreach (var row in rows) builder.Add(feature, (float)column.Number(row));
        }
        else
        {
            foreach (var row in rows) builder.Add(feature, column.Text(row));
        }
    }
}

/// <summary>What a target is.</summary>
enum TargetForm
{
    /// <summary>A class.</summary>
    Class,

    /// <summary>A number.</summary>
    Number,
}
