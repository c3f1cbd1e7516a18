using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Writes booleans, a bit each.</summary>
sealed class BooleanWriter() : ValueWriter<bool>(BooleanType.Default)
{
    readonly GrowingBuffer _bits = new();

    public override long Bytes => _bits.Count;

    protected override void Add(bool value) => _bits.AppendBit(Length, value);

    protected override void AddDefault() => _bits.AppendBit(Length, false);

    protected override void Clear() => _bits.Clear();

    protected override ArrayData Take(int length, int nulls, ArrowBuffer validity) => new(Type, length, nulls, 0, [validity, _bits.Take()]);
}
