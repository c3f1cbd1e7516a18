using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace DistributedML.Spark.Rows;

/// <summary>Reads the values of an Arrow column as T.</summary>
abstract class ColumnReader<T> : ColumnReader
{
    public override Type ValueType => typeof(T);

    /// <summary>A reader of this column.</summary>
    /// <exception cref="InvalidCastException">Values of its type do not become T.</exception>
    public static ColumnReader<T> Open(IArrowArray column, string name = "value")
    {
        var reader = (ColumnReader<T>)Readers.Create(typeof(T), column.Data.DataType, name, new());
        reader.Bind(column);
        return reader;
    }

    /// <summary>The value in a row; null for null.</summary>
    /// <exception cref="InvalidOperationException">It is null, and T holds no null; the message names column and row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read(int row) => IsNull(row) ? Null(row) : Value(row);

    /// <summary>The values of <paramref name="start"/> and after, as many as fit.</summary>
    public virtual void Read(int start, Span<T> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = Read(start + i);
    }

    /// <summary>The value in a row that is not null.</summary>
    internal abstract T Value(int row);

    internal override object? ObjectValue(int row) => Value(row);

    protected T Null(int row) => default(T) is null
        ? default!
        : throw new InvalidOperationException($"Column '{Path}' is null in row {Context.At(row)}, and {typeof(T).Name} holds no null: read it as {typeof(T).Name}?");

    protected Exception Wrong(int row, string what) => new InvalidCastException($"Column '{Path}', row {Context.At(row)}: {what}");
}
