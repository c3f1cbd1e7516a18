using DistributedML.Spark.Rows;

namespace Microsoft.Spark.Sql;

/// <summary>Values in order, as a row without a schema.</summary>
public sealed class GenericRow
{
    /// <summary>A row of these values.</summary>
    public GenericRow(object?[] values) => Values = values;

    /// <summary>The values, in order.</summary>
    public object?[] Values { get; }

    /// <summary>The value at a position, from 0.</summary>
    public object? this[int index] => Get(index);

    /// <summary>How many values there are.</summary>
    public int Size() => Values.Length;

    /// <summary>The value at a position, from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such position.</exception>
    public object? Get(int index) =>
        (uint)index < (uint)Values.Length ? Values[index] : throw new IndexOutOfRangeException($"Index {index} is outside a row of {Values.Length} values");

    /// <summary>The value at a position as a T: numbers are converted where no digit is lost, arrays and maps element by element.</summary>
    /// <exception cref="InvalidCastException">The value is no T.</exception>
    public T GetAs<T>(int index) => ValueConverter.To<T>(Get(index));

    /// <summary>The values between brackets.</summary>
    public override string ToString() => $"[{string.Join(',', Values)}]";

    /// <summary>Whether the other row has equal values; arrays, maps and bytes are compared by what they hold.</summary>
    public override bool Equals(object? obj) => obj switch
    {
        GenericRow row => ValueEquality.Equal(Values, row.Values),
        Row row => ValueEquality.Equal(Values, row.Values),
        _ => false,
    };

    /// <inheritdoc/>
    public override int GetHashCode() => ValueEquality.Hash(Values);
}
