using System.Globalization;
using System.Text;
using DistributedML.Data.DuckDb;
using DistributedML.Learning.Tabular;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.Tables;

/// <summary>
/// The features of rows as a model reads them. Features that are expressions are computed by an embedded DuckDB, a statement for a batch of rows, so
/// that they mean the same as in training. Used by one thread.
/// </summary>
sealed class RowFeatures : IDisposable
{
    static readonly Lazy<DuckDatabase> Database = new(() => new DuckDatabase(threads: 1, memoryMegabytes: 256, Path.Combine(Path.GetTempPath(), $"dml-features-{Environment.ProcessId}")));

    readonly TableModel _model;
    readonly DuckConnection? _connection;
    readonly TextPool _texts = new();
    readonly string[] _names;
    readonly int[] _columnOf;
    readonly Dictionary<string, int>?[] _codes;

    /// <summary>The features of a model.</summary>
    public RowFeatures(TableModel model)
    {
        _model = model;
        var (features, schema) = (model.Inputs.Features, model.Chain.Inputs);
        _names = [.. features.Select(feature => feature.Name)];
        _columnOf = [.. features.Select(feature => model.Columns.Select(column => column.Name).ToList().IndexOf(feature.Name))];
        _codes = [.. schema.Features.Select(feature => feature.Type != FeatureType.Categorical ? null
            : feature.Levels.Select((level, code) => (level, code)).ToDictionary(pair => pair.level, pair => pair.code, StringComparer.Ordinal))];
        if (features.Any(feature => feature.Sql is not null)) _connection = Database.Value.Connect();
    }

    /// <summary>The features of rows of the model's columns.</summary>
    /// <exception cref="Data.TableException">An expression fails on a row.</exception>
    public IRows Of(IRows columns)
    {
        if (_connection is null) return new Columns(columns, _columnOf);
        var computed = new List<object?[]>(columns.Count);
        foreach (var batch in columns.Count == 0 ? [] : _connection.Read(Sql(columns)))
        {
            var rows = new ArrowRows(batch, _names, _texts);
            for (var row = 0; row < rows.Count; row++) computed.Add([.. Enumerable.Range(0, _names.Length).Select(column => rows.Value(column, row))]);
        }
        return new Computed(computed);
    }

    /// <summary>Fills a row of the model's features.</summary>
    /// <param name="features">What <see cref="Of"/> returned, or a query's features.</param>
    /// <param name="row">The row.</param>
    /// <param name="into">Of the schema of the model's chain.</param>
    /// <exception cref="FormatException">A value is of another type than the model learned from; the message names the feature.</exception>
    public void Fill(IRows features, int row, FeatureRow into)
    {
        var schema = into.Schema;
        for (var i = 0; i < schema.Count; i++)
        {
            var (value, slot) = (features.Value(i, row), schema.Slot(i));
            switch (schema[i].Type)
            {
                case FeatureType.Numeric:
                    into.Numbers[slot] = value switch
                    {
                        null => float.NaN,
                        double number => (float)number,
                        long number => number,
                        bool truth => truth ? 1 : 0,
                        _ => throw new FormatException($"feature '{_names[i]}' is '{ArrowColumn.TextOf(value)}'; expected a number"),
                    };
                    break;
                case FeatureType.Categorical:
                    into.Codes[slot] = value is not null && _codes[i]!.TryGetValue(ArrowColumn.TextOf(value), out var code) ? code : -1;
                    break;
                default:
                    into.Texts[slot] = value is null ? null : ArrowColumn.TextOf(value);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection?.Dispose();

    string Sql(IRows columns)
    {
        var sql = new StringBuilder("select ").AppendJoin(", ", _model.Inputs.Features.Select(TableSql.Feature)).Append(" from (select ");
        sql.AppendJoin(", ", _model.Columns.Select((column, i) => $"c{i}::{ArrowColumns.SqlName(column.Type)} as {RuleSql.Name(column.Name)}").Append("\"#n\"")).Append(" from (values ");
        for (var row = 0; row < columns.Count; row++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{(row > 0 ? ", " : "")}({row}");
            for (var column = 0; column < _model.Columns.Count; column++) sql.Append(", ").Append(Literal(columns.Value(column, row)));
            sql.Append(')');
        }
        return sql.Append(") as v(\"#n\"").Append(string.Concat(_model.Columns.Select((_, i) => $", c{i}"))).Append(")) order by \"#n\"").ToString();
    }

    static string Literal(object? value) => value switch
    {
        null => "null",
        string text => RuleSql.Text(text),
        double number => number.ToString("E16", CultureInfo.InvariantCulture),
        DateTime time => RuleSql.Text(time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)),
        _ => ArrowColumn.TextOf(value),
    };

    sealed class Computed(List<object?[]> rows) : IRows
    {
        public int Count => rows.Count;

        public object? Value(int column, int row) => rows[row][column];
    }

    sealed class Columns(IRows rows, int[] columnOf) : IRows
    {
        public int Count => rows.Count;

        public object? Value(int column, int row) => rows.Value(columnOf[column], row);
    }
}
