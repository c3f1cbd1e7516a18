namespace Microsoft.Spark.Sql.Types;

/// <summary>A length of time in microseconds; <c>TimeSpan</c> in C#.</summary>
public sealed class DayTimeIntervalType : AtomicType
{
    internal static readonly string[] Fields = ["day", "hour", "minute", "second"];

    /// <param name="start">The largest unit: 0 day, 1 hour, 2 minute, 3 second.</param>
    /// <param name="end">The smallest unit, not above <paramref name="start"/>.</param>
    public DayTimeIntervalType(int start = 0, int end = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(end, Fields.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        (Start, End) = (start, end);
    }

    /// <summary>The largest unit: 0 day, 1 hour, 2 minute, 3 second.</summary>
    public int Start { get; }

    /// <summary>The smallest unit: 0 day, 1 hour, 2 minute, 3 second.</summary>
    public int End { get; }

    /// <inheritdoc/>
    public override string TypeName => Start == End ? $"interval {Fields[Start]}" : $"interval {Fields[Start]} to {Fields[End]}";

    internal override string Sql => TypeName.ToUpperInvariant();
}
