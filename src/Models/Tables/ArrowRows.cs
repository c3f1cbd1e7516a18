using Apache.Arrow;

namespace DistributedML.Models.Tables;

/// <summary>Rows of a batch.</summary>
/// <param name="batch">The batch.</param>
/// <param name="names">Its columns, in the order that they are asked for.</param>
/// <param name="texts">Where texts are kept that come again.</param>
sealed class ArrowRows(RecordBatch batch, IEnumerable<string> names, TextPool texts) : IRows
{
    readonly ArrowColumn[] _columns = [.. names.Select(name => ArrowColumn.Of(batch.Column(name), name, texts))];

    public int Count => batch.Length;

    public object? Value(int column, int row) => _columns[column].Value(row);
}
