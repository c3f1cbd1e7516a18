namespace Microsoft.Spark.Sql;

// Intervals, windows of time, and the parts that tables are laid out by.
public static partial class Functions
{
    /// <summary>The day-time interval of its parts; those left out are 0.</summary>
    public static Column MakeDtInterval(Column? days = null, Column? hours = null, Column? minutes = null, Column? seconds = null) =>
        CallOptional("make_dt_interval", days, hours, minutes, seconds);

    /// <summary>The interval of its parts; those left out are 0.</summary>
    public static Column MakeInterval(Column? years = null, Column? months = null, Column? weeks = null, Column? days = null, Column? hours = null, Column? minutes = null, Column? seconds = null) =>
        CallOptional("make_interval", years, months, weeks, days, hours, minutes, seconds);

    /// <summary>The year-month interval of its parts; those left out are 0.</summary>
    public static Column MakeYmInterval(Column? years = null, Column? months = null) => CallOptional("make_ym_interval", years, months);

    /// <summary>The interval of its parts, or null where it overflows.</summary>
    public static Column TryMakeInterval(Column years, Column? months = null, Column? weeks = null, Column? days = null, Column? hours = null, Column? minutes = null, Column? seconds = null) =>
        CallOptional("try_make_interval", years, months, weeks, days, hours, minutes, seconds);

    /// <summary>The windows of a duration that a time falls into, as struct of start and end; they begin every slide, counted from 1970 and a start time.</summary>
    public static Column Window(Column column, string windowDuration, string slideDuration, string startTime) =>
        Call("window", column, Lit(windowDuration), Lit(slideDuration), Lit(startTime));

    /// <inheritdoc cref="Window(Column, string, string, string)"/>
    public static Column Window(Column column, string windowDuration, string slideDuration) => Call("window", column, Lit(windowDuration), Lit(slideDuration));

    /// <inheritdoc cref="Window(Column, string, string, string)"/>
    public static Column Window(Column column, string windowDuration) => Call("window", column, Lit(windowDuration));

    /// <summary>The last moment of a window, which a later window or join can take as its event time.</summary>
    public static Column WindowTime(Column window) => Call("window_time", window);

    /// <summary>The session that an event belongs to: it ends when no event follows within the gap.</summary>
    public static Column SessionWindow(Column time, string gapDuration) => Call("session_window", time, Lit(gapDuration));

    /// <inheritdoc cref="SessionWindow(Column, string)"/>
    public static Column SessionWindow(Column time, Column gapDuration) => Call("session_window", time, gapDuration);

    /// <summary>The session that an event belongs to: it ends when no event follows within the gap.</summary>
    public static Column Session_Window(Column timeColumn, string gapDuration) => Call("session_window", timeColumn, Lit(gapDuration));

    /// <inheritdoc cref="Session_Window(Column, string)"/>
    public static Column Session_Window(Column timeColumn, Column gapDuration) => Call("session_window", timeColumn, gapDuration);

    /// <summary>Partitions a table by year; only for <c>PartitionedBy</c> of a new table.</summary>
    public static Column Years(Column column) => CallInternal("years", column);

    /// <summary>Partitions a table by month; only for <c>PartitionedBy</c> of a new table.</summary>
    public static Column Months(Column column) => CallInternal("months", column);

    /// <summary>Partitions a table by day; only for <c>PartitionedBy</c> of a new table.</summary>
    public static Column Days(Column column) => CallInternal("days", column);

    /// <summary>Partitions a table by hour; only for <c>PartitionedBy</c> of a new table.</summary>
    public static Column Hours(Column column) => CallInternal("hours", column);

    /// <summary>Partitions a table by a hash into so many buckets; only for <c>PartitionedBy</c> of a new table.</summary>
    public static Column Bucket(Column numBuckets, Column column) => CallInternal("bucket", numBuckets, column);

    /// <inheritdoc cref="Bucket(Column, Column)"/>
    public static Column Bucket(int numBuckets, Column column) => CallInternal("bucket", Lit(numBuckets), column);
}
