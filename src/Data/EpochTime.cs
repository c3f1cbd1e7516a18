namespace DistributedML.Data;

/// <summary>Days and times as Arrow and DuckDB count them: since 1970-01-01T00:00, without zone.</summary>
public static class EpochTime
{
    static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);

    /// <summary>The day that is so many days after 1970-01-01.</summary>
    public static DateOnly Day(int days) => Epoch.AddDays(days);

    /// <summary>How many days after 1970-01-01 a day is.</summary>
    public static int Days(DateOnly day) => day.DayNumber - Epoch.DayNumber;

    /// <summary>The time that is so many microseconds after 1970-01-01T00:00.</summary>
    public static DateTime Time(long microseconds) => new(DateTime.UnixEpoch.Ticks + microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>How many microseconds after 1970-01-01T00:00 a time is.</summary>
    public static long Microseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
