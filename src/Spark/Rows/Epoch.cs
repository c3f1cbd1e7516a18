namespace DistributedML.Spark.Rows;

/// <summary>Days and microseconds since 1970-01-01, as Spark and Arrow count them.</summary>
static class Epoch
{
    static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static int Days(DateOnly day) => day.DayNumber - EpochDay;

    public static DateOnly Day(int days) =>
        (uint)(days + EpochDay) <= (uint)DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber(days + EpochDay)
            : throw new OverflowException($"Day {days} since 1970-01-01 is outside the years 1 to 9999 of C#");

    /// <summary>Rounded down, so that an instant never moves into the next microsecond.</summary>
    public static long Microseconds(DateTime time)
    {
        var ticks = time.Ticks - DateTime.UnixEpoch.Ticks;
        return ticks >= 0 ? ticks / TimeSpan.TicksPerMicrosecond : -((-ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond);
    }

    public static DateTime Instant(long microseconds) => new(Ticks(microseconds), DateTimeKind.Utc);

    public static DateTime Time(long microseconds) => new(Ticks(microseconds));

    static long Ticks(long microseconds) =>
        microseconds >= -DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond && microseconds <= (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond
            ? (microseconds * TimeSpan.TicksPerMicrosecond) + DateTime.UnixEpoch.Ticks
            : throw new OverflowException($"Microsecond {microseconds} since 1970-01-01 is outside the years 1 to 9999 of C#");
}
