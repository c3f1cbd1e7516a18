using Apache.Arrow;

namespace DistributedML.Spark.Rows;

/// <summary>Reads a column of value types that can be null.</summary>
sealed class NullableReader<T>(ColumnReader<T> inner) : ColumnReader<T?> where T : struct
{
    protected override void OnBind(IArrowArray column) => inner.Bind(column);

    internal override T? Value(int row) => inner.Value(row);

    internal override object? ObjectValue(int row) => inner.ObjectValue(row);
}

/// <summary>Reads a column as objects of the type that is natural for it.</summary>
sealed class ObjectReader(ColumnReader inner) : ColumnReader<object?>
{
    protected override void OnBind(IArrowArray column) => inner.Bind(column);

    internal override object? Value(int row) => inner.ObjectValue(row);
}

/// <summary>Reads values of a class as one of its interfaces or base classes.</summary>
sealed class UpcastReader<TFrom, T>(ColumnReader<TFrom> inner) : ColumnReader<T> where TFrom : class, T
{
    protected override void OnBind(IArrowArray column) => inner.Bind(column);

    internal override T Value(int row) => inner.Value(row);
}

/// <summary>Reads values by converting what is natural for the column, one by one: for types that are rarely asked for.</summary>
sealed class ConvertingReader<T>(ColumnReader inner) : ColumnReader<T>
{
    protected override void OnBind(IArrowArray column) => inner.Bind(column);

    internal override T Value(int row)
    {
        try
        {
            return ValueConverter.To<T>(inner.ObjectValue(row));
        }
        catch (InvalidCastException error)
        {
            throw Wrong(row, error.Message);
        }
    }
}

/// <summary>Reads a column that holds nothing but null.</summary>
sealed class NullReader<T> : ColumnReader<T>
{
    protected override void OnBind(IArrowArray column)
    {
    }

    internal override T Value(int row) => Null(row);
}

/// <summary>Reads a column whose values stand once in a dictionary.</summary>
sealed class DictionaryEncodedReader<T>(ColumnReader<T> values) : ColumnReader<T>
{
    ColumnReader<int>? _indices;

    protected override void OnBind(IArrowArray column)
    {
        var encoded = (DictionaryArray)column;
        values.Bind(encoded.Dictionary);
        _indices = (ColumnReader<int>)Readers.CreateIndex(encoded.Indices.Data.DataType, Path, Context);
        _indices.Bind(encoded.Indices);
    }

    internal override T Value(int row) => values.Read(_indices!.Value(row));

    internal override object? ObjectValue(int row) => values.ReadObject(_indices!.Value(row));
}
