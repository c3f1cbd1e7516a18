using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Writes a column of fixed width.</summary>
sealed class FixedWriter<TRaw, T, TConversion>(IArrowType type) : ValueWriter<T>(type) where TRaw : unmanaged where TConversion : struct, IConversion<TRaw, T>
{
    readonly GrowingBuffer _values = new();

    public override long Bytes => _values.Count;

    protected override void Add(T value)
    {
        TRaw raw;
        try
        {
            raw = TConversion.Write(value);
        }
        catch (Exception error) when (error is OverflowException or ArgumentOutOfRangeException)
        {
            throw Wrong($"{value} does not fit into {ArrowTypes.ToSpark(Type).SimpleString}", error);
        }
        _values.Append(raw);
    }

    protected override void AddDefault() => _values.Append(default(TRaw));

    protected override void Clear() => _values.Clear();

    protected override ArrayData Take(int length, int nulls, ArrowBuffer validity) => new(Type, length, nulls, 0, [validity, _values.Take()]);
}
