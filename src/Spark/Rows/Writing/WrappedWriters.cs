using Apache.Arrow;
using Array = System.Array;

namespace DistributedML.Spark.Rows;

/// <summary>A writer that hands everything to another.</summary>
abstract class WrappedWriter<T>(ColumnWriter inner) : ColumnWriter<T>
{
    public override bool IsNullable
    {
        get => inner.IsNullable;
        internal set => inner.IsNullable = value;
    }

    public override int Length => inner.Length;

    public override long Bytes => inner.Bytes;

    public override void AppendNull() => inner.AppendNull();

    public override void AppendObject(object? value) => inner.AppendObject(value);

    public override void Reset() => inner.Reset();

    internal override void AppendDefault() => inner.AppendDefault();

    internal override ArrayData Take() => inner.Take();
}

/// <summary>Writes value types that can be null.</summary>
sealed class NullableWriter<T>(ColumnWriter<T> inner) : WrappedWriter<T?>(inner) where T : struct
{
    public override void Append(T? value)
    {
        if (value.HasValue) inner.Append(value.GetValueOrDefault());
        else inner.AppendNull();
    }
}

/// <summary>Writes values boxed, each converted to the type that is natural for the column.</summary>
sealed class BoxedWriter<T>(ColumnWriter inner) : WrappedWriter<T>(inner)
{
    public override void Append(T value) => AppendObject(value);
}

/// <summary>Writes a column that holds nothing but null.</summary>
sealed class NullWriter<T> : ColumnWriter<T>
{
    int _length;

    public override int Length => _length;

    public override long Bytes => 0;

    public override void Append(T value)
    {
        if (value is not null) throw Wrong($"{value} is not null, and the column's type is void, which holds nothing else");
        AppendNull();
    }

    public override void AppendNull() => _length++;

    public override void Reset() => _length = 0;

    internal override void AppendDefault() => _length++;

    internal override ArrayData Take()
    {
        var data = new ArrayData(Apache.Arrow.Types.NullType.Default, _length, _length, 0, Array.Empty<ArrowBuffer>());
        _length = 0;
        return data;
    }
}
