using System.Globalization;
using System.Text;
using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Data.DuckDb;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.Tables;

/// <summary>
/// Computes features that are SQL expressions, with an embedded DuckDB wherever rows come from: an expression means the same in training, in batch
/// predictions and on a stream. Used by one thread.
/// </summary>
sealed class FeatureSql(TableInputs inputs) : IDisposable
{
    /// <summary>The largest number of rows of a statement.</summary>
    public const int MaxRows = 1024;

    // Spark's executors get DuckDB only for models that are known to compute features.
    readonly DuckConnection _connection = RowDatabase.Connect("features that are SQL expressions", "make them columns of the table with sql, or use the engine 'local'");

    /// <summary>All features of neighbouring rows, as columns under their names.</summary>
    /// <param name="columns">Rows of the columns that the features are read from.</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many rows; 1 to <see cref="MaxRows"/>.</param>
    /// <exception cref="TableException">An expression fails on a row.</exception>
    public RecordBatch Compute(IRows columns, int start, int count)
    {
        var batches = _connection.Read(Sql(columns, start, count)).ToList();
        return batches is [var only] && only.Length == count ? only : throw new InvalidOperationException($"{count} rows became {batches.Sum(batch => batch.Length)} in {batches.Count} batches");
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    string Sql(IRows columns, int start, int count)
    {
        var sql = new StringBuilder("select ").AppendJoin(", ", inputs.Features.Select(TableSql.Feature)).Append(" from (select ");
        sql.AppendJoin(", ", inputs.Columns.Select((column, i) => $"c{i}::{ArrowColumns.SqlName(column.Type)} as {RuleSql.Name(column.Name)}").Append("\"#n\"")).Append(" from (values ");
        for (var row = start; row < start + count; row++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{(row > start ? ", " : "")}({row}");
            for (var column = 0; column < inputs.Columns.Count; column++) sql.Append(", ").Append(Literal(columns.Value(column, row)));
            sql.Append(')');
        }
        return sql.Append(") as v(\"#n\"").Append(string.Concat(inputs.Columns.Select((_, i) => $", c{i}"))).Append(")) order by \"#n\"").ToString();
    }

    static string Literal(object? value) => value switch
    {
        null => "null",
        string text => RuleSql.Text(text),
        double number when !double.IsFinite(number) => $"'{number.ToString(CultureInfo.InvariantCulture)}'::double",
        double number => number.ToString("E16", CultureInfo.InvariantCulture),
        DateTime time => RuleSql.Text(time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)),
        _ => ArrowColumn.TextOf(value),
    };
}
