using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data;

namespace DistributedML.Models.Tables;

/// <summary>Predictions for rows. Input: what <see cref="TableSql.Scoring"/> selects. Output: the id, and the columns of an answer.</summary>
/// <typeparam name="TKind">The kind of the model.</typeparam>
/// <param name="File">The artifact of a <see cref="TableModel"/>.</param>
/// <param name="Hash">Its hash.</param>
sealed record TableScorer<TKind>(string File, string Hash) : ModelScorer(File, Hash) where TKind : ModelKind, ITableKind, new()
{
    /// <inheritdoc/>
    public override Schema Output
    {
        get
        {
            var answers = new TKind().Profile.Columns(Model(new TKind(), TableModel.Read).Predictor);
            return new([new Field("id", StringType.Default, false), .. answers.Select(column => new Field(column.Name, TypeOf(column.Type), false))], null);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<RecordBatch> Score(IEnumerable<RecordBatch> inputs)
    {
        var kind = new TKind();
        var model = Model(kind, TableModel.Read);
        using var predictor = new RowPredictor(kind.Profile, model);
        var (writer, texts) = (new ArrowTableWriter(Output), new TextPool());
        var names = model.Columns.Select(column => column.Name).ToList();
        foreach (var batch in inputs)
        {
            var (ids, features) = (batch.Texts(TableSql.Id), predictor.Features(new ArrowRows(batch, names, texts)));
            for (var row = 0; row < batch.Length; row++)
            {
                var answer = predictor.Predict(features, row);
                writer.SetText(0, ids.GetBytes(row));
                for (var i = 0; i < answer.Length; i++) Set(writer, i + 1, answer[i]);
                writer.EndRow();
            }
            if (writer.Rows > 0) yield return writer.TakeBatch();
        }
    }

    static void Set(ArrowTableWriter writer, int column, object value)
    {
        if (value is string text) writer.SetText(column, Encoding.UTF8.GetBytes(text));
        else if (value is long number) writer.SetInteger(column, number);
        else writer.SetDouble(column, (double)value);
    }

    static ArrowType TypeOf(string type) => type switch
    {
        "string" => StringType.Default,
        "integer" => Int64Type.Default,
        _ => DoubleType.Default,
    };
}
