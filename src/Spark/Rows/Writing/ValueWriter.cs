using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>A writer that keeps its column's null bits; they are begun with the first null.</summary>
abstract class ValueWriter<T>(IArrowType type) : ColumnWriter<T>
{
    readonly GrowingBuffer _validity = new();
    int _length;
    int _nulls;

    public override int Length => _length;

    protected IArrowType Type => type;

    public sealed override void Append(T value)
    {
        if (value is null)
        {
            AppendNull();
            return;
        }
        Add(value);
        if (_nulls > 0) _validity.AppendBit(_length, true);
        _length++;
    }

    public sealed override void AppendNull()
    {
        if (!IsNullable) throw NullRefused();
        AddDefault();
        if (_nulls++ == 0)
        {
            for (var i = 0; i < _length; i++) _validity.AppendBit(i, true);
        }
        _validity.AppendBit(_length, false);
        _length++;
    }

    internal sealed override void AppendDefault()
    {
        AddDefault();
        if (_nulls > 0) _validity.AppendBit(_length, true);
        _length++;
    }

    /// <summary>For a subclass that adds a value in a way of its own.</summary>
    protected void Added()
    {
        if (_nulls > 0) _validity.AppendBit(_length, true);
        _length++;
    }

    public override void Reset()
    {
        _validity.Clear();
        (_length, _nulls) = (0, 0);
        Clear();
    }

    internal sealed override ArrayData Take()
    {
        var data = Take(_length, _nulls, _nulls > 0 ? _validity.Take() : ArrowBuffer.Empty);
        (_length, _nulls) = (0, 0);
        return data;
    }

    protected abstract void Add(T value);

    protected abstract void AddDefault();

    protected abstract void Clear();

    protected abstract ArrayData Take(int length, int nulls, ArrowBuffer validity);
}
