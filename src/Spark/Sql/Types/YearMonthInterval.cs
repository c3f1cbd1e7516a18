namespace Microsoft.Spark.Sql.Types;

/// <summary>A value of <see cref="YearMonthIntervalType"/>.</summary>
/// <param name="Months">All its months; 12 for a year.</param>
public readonly record struct YearMonthInterval(int Months)
{
    /// <summary>So many years and months.</summary>
    public YearMonthInterval(int years, int months) : this(checked((years * 12) + months))
    {
    }

    /// <summary>As Spark writes it: <c>1-2</c> for a year and two months.</summary>
    public override string ToString() => $"{(Months < 0 ? "-" : "")}{Math.Abs((long)Months) / 12}-{Math.Abs((long)Months) % 12}";
}
