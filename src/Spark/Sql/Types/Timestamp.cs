using System.Globalization;

namespace Microsoft.Spark.Sql.Types;

/// <summary>An instant in UTC, a value of <see cref="TimestampType"/>.</summary>
public class Timestamp
{
    readonly DateTime _instant;

    /// <summary>An instant.</summary>
    /// <exception cref="InvalidTimeZoneException">The kind of <paramref name="dateTime"/> is not UTC.</exception>
    public Timestamp(DateTime dateTime)
    {
        if (dateTime.Kind != DateTimeKind.Utc)
            throw new InvalidTimeZoneException($"A Timestamp is an instant: give it a DateTime of kind Utc, not {dateTime.Kind} (ToUniversalTime, or SpecifyKind)");
        _instant = dateTime;
    }

    /// <summary>An instant by its parts in UTC.</summary>
    /// <param name="year">The year, 1 to 9999.</param>
    /// <param name="month">The month, 1 to 12.</param>
    /// <param name="day">The day, 1 to the month's last.</param>
    /// <param name="hour">The hour, 0 to 23.</param>
    /// <param name="minute">The minute, 0 to 59.</param>
    /// <param name="second">The second, 0 to 59.</param>
    /// <param name="microsecond">The microsecond, 0 to 999999.</param>
    public Timestamp(int year, int month, int day, int hour, int minute, int second, int microsecond)
    {
        if (microsecond is < 0 or > 999_999) throw new ArgumentOutOfRangeException(nameof(microsecond), microsecond, "A microsecond is from 0 to 999999");
        _instant = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(microsecond * TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>The year.</summary>
    public int Year => _instant.Year;

    /// <summary>The month, from 1.</summary>
    public int Month => _instant.Month;

    /// <summary>The day of the month, from 1.</summary>
    public int Day => _instant.Day;

    /// <summary>The hour.</summary>
    public int Hour => _instant.Hour;

    /// <summary>The minute.</summary>
    public int Minute => _instant.Minute;

    /// <summary>The second.</summary>
    public int Second => _instant.Second;

    /// <summary>The second's fraction in microseconds, 0 to 999999.</summary>
    public int Microsecond => (int)(_instant.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);

    /// <summary>The instant, of kind UTC.</summary>
    public DateTime ToDateTime() => _instant;

    /// <summary>The instant in UTC with six digits of the second's fraction, and a Z for UTC.</summary>
    public override string ToString() => _instant.ToString("yyyy-MM-dd HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Timestamp other && _instant == other._instant;

    /// <inheritdoc/>
    public override int GetHashCode() => _instant.GetHashCode();
}
