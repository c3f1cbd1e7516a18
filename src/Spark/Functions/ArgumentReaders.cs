using System.Globalization;
using Apache.Arrow;
using DistributedML.Spark.Rows;

namespace DistributedML.Spark.Functions;

/// <summary>The arguments of a function over rows: a reader for each, made at the first batch and bound to batch after batch.</summary>
sealed class ArgumentReaders
{
    readonly List<(int Index, ColumnReader Reader)> _readers = [];
    readonly ReadContext _context = new();
    IReadOnlyList<IArrowArray> _columns = [];

    public void Bind(ColumnArguments arguments)
    {
        _columns = arguments.Columns;
        _context.FirstRow = arguments.FirstRow;
        foreach (var (index, reader) in _readers) reader.Bind(_columns[index]);
    }

    /// <summary>The reader of an argument as T.</summary>
    /// <exception cref="InvalidCastException">Its column does not become T; the message names both.</exception>
    public ColumnReader<T> Open<T>(int index)
    {
        var reader = (ColumnReader<T>)Readers.Create(typeof(T), _columns[index].Data.DataType, string.Create(CultureInfo.InvariantCulture, $"argument {index + 1}"), _context);
        reader.Bind(_columns[index]);
        _readers.Add((index, reader));
        return reader;
    }
}
