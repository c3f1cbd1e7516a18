namespace Microsoft.Spark.Sql.Types;

/// <summary>A number of months; <see cref="YearMonthInterval"/> in C#.</summary>
public sealed class YearMonthIntervalType : AtomicType
{
    internal static readonly string[] Fields = ["year", "month"];

    /// <param name="start">The largest unit: 0 year, 1 month.</param>
    /// <param name="end">The smallest unit, not above <paramref name="start"/>.</param>
    public YearMonthIntervalType(int start = 0, int end = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(end, Fields.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        (Start, End) = (start, end);
    }

    /// <summary>The largest unit: 0 year, 1 month.</summary>
    public int Start { get; }

    /// <summary>The smallest unit: 0 year, 1 month.</summary>
    public int End { get; }

    /// <inheritdoc/>
    public override string TypeName => Start == End ? $"interval {Fields[Start]}" : $"interval {Fields[Start]} to {Fields[End]}";

    internal override string Sql => TypeName.ToUpperInvariant();
}
