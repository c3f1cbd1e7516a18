namespace Microsoft.Spark.Sql.Types;

/// <summary>A time of day; <c>TimeOnly</c> in C#.</summary>
public sealed class TimeType : AtomicType
{
    const int MaxPrecision = 6;

    /// <param name="precision">Digits of the second's fraction, 0 to 6.</param>
    public TimeType(int precision = MaxPrecision)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(precision);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, MaxPrecision);
        Precision = precision;
    }

    /// <summary>Digits of the second's fraction.</summary>
    public int Precision { get; }

    /// <inheritdoc/>
    public override string TypeName => $"time({Precision})";

    internal override string Sql => $"TIME({Precision})";
}
