using System.Globalization;

namespace Microsoft.Spark.Sql.Types;

/// <summary>A day of the proleptic Gregorian calendar, a value of <see cref="DateType"/>.</summary>
public class Date
{
    readonly DateOnly _day;

    /// <summary>The day of a date and time.</summary>
    public Date(DateTime dt) : this(DateOnly.FromDateTime(dt))
    {
    }

    /// <param name="year">The year, 1 to 9999.</param>
    /// <param name="month">The month, 1 to 12.</param>
    /// <param name="day">The day, 1 to the month's last.</param>
    public Date(int year, int month, int day) : this(new DateOnly(year, month, day))
    {
    }

    internal Date(DateOnly day) => _day = day;

    /// <summary>The year.</summary>
    public int Year => _day.Year;

    /// <summary>The month, from 1.</summary>
    public int Month => _day.Month;

    /// <summary>The day of the month, from 1.</summary>
    public int Day => _day.Day;

    internal DateOnly ToDateOnly() => _day;

    /// <summary>The day's first moment.</summary>
    public DateTime ToDateTime() => _day.ToDateTime(TimeOnly.MinValue);

    /// <summary>The day as year-month-day.</summary>
    public override string ToString() => ToString("yyyy-MM-dd");

    /// <summary>The day in a format of .NET.</summary>
    public string ToString(string format) => ToDateTime().ToString(format, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Date other && _day == other._day;

    /// <inheritdoc/>
    public override int GetHashCode() => _day.GetHashCode();
}
