namespace Microsoft.Spark.Sql;

// Timestamps, times of day and time zones.
public static partial class Functions
{
    /// <summary>A timestamp without zone moved from one time zone, the session's unless given, to another.</summary>
    public static Column ConvertTimezone(Column targetZone, Column timestamp) => Call("convert_timezone", targetZone, timestamp);

    /// <inheritdoc cref="ConvertTimezone(Column, Column)"/>
    public static Column ConvertTimezone(Column sourceZone, Column targetZone, Column timestamp) => Call("convert_timezone", sourceZone, targetZone, timestamp);

    /// <summary>The time of day at the start of the query, of so many digits after the second.</summary>
    public static Column CurrentTime() => Call("current_time");

    /// <inheritdoc cref="CurrentTime()"/>
    public static Column CurrentTime(int precision) => Call("current_time", Lit(precision));

    /// <summary>The timestamp at the start of the query.</summary>
    public static Column CurrentTimestamp() => Call("current_timestamp");

    /// <summary>The session's time zone.</summary>
    public static Column CurrentTimezone() => Call("current_timezone");

    /// <summary>Seconds since 1970 written as a time in the session's zone, in a format of Java's date patterns.</summary>
    public static Column FromUnixTime(Column column) => Call("from_unixtime", column);

    /// <inheritdoc cref="FromUnixTime(Column)"/>
    public static Column FromUnixTime(Column column, string format) => Call("from_unixtime", column, Lit(format));

    /// <summary>A timestamp read as UTC, moved to a time zone.</summary>
    public static Column FromUtcTimestamp(Column column, string tz) => Call("from_utc_timestamp", column, Lit(tz));

    /// <inheritdoc cref="FromUtcTimestamp(Column, string)"/>
    public static Column FromUtcTimestamp(Column column, Column tz) => Call("from_utc_timestamp", column, tz);

    /// <summary>The timestamp without zone at the start of the query.</summary>
    public static Column Localtimestamp() => Call("localtimestamp");

    /// <summary>The time of day of an hour, minute and second.</summary>
    public static Column MakeTime(Column hour, Column minute, Column second) => Call("make_time", hour, minute, second);

    /// <summary>The timestamp of its parts, in a time zone.</summary>
    public static Column MakeTimestamp(Column date, Column time) => Call("make_timestamp", date, time);

    /// <inheritdoc cref="MakeTimestamp(Column, Column)"/>
    public static Column MakeTimestamp(Column date, Column time, Column zone) => Call("make_timestamp", date, time, zone);

    /// <inheritdoc cref="MakeTimestamp(Column, Column)"/>
    public static Column MakeTimestamp(Column years, Column months, Column days, Column hours, Column minutes, Column seconds) =>
        Call("make_timestamp", years, months, days, hours, minutes, seconds);

    /// <inheritdoc cref="MakeTimestamp(Column, Column)"/>
    public static Column MakeTimestamp(Column years, Column months, Column days, Column hours, Column minutes, Column seconds, Column zone) =>
        Call("make_timestamp", years, months, days, hours, minutes, seconds, zone);

    /// <summary>The timestamp with zone of its parts.</summary>
    public static Column MakeTimestampLtz(Column years, Column months, Column days, Column hours, Column minutes, Column seconds, Column? zone = null) =>
        CallOptional("make_timestamp_ltz", years, months, days, hours, minutes, seconds, zone);

    /// <summary>The timestamp without zone of its parts.</summary>
    public static Column MakeTimestampNtz(Column date, Column time) => Call("make_timestamp_ntz", date, time);

    /// <inheritdoc cref="MakeTimestampNtz(Column, Column)"/>
    public static Column MakeTimestampNtz(Column years, Column months, Column days, Column hours, Column minutes, Column seconds) =>
        Call("make_timestamp_ntz", years, months, days, hours, minutes, seconds);

    /// <summary>The timestamp at the start of the query.</summary>
    public static Column Now() => Call("now");

    /// <summary>The start of the bucket, of the size of an interval, that a timestamp falls into; buckets begin at the origin.</summary>
    public static Column TimeBucket(Column size, Column timestamp, Column? origin = null) => CallOptional("time_bucket", size, timestamp, origin);

    /// <summary>The whole units from one time of day to another.</summary>
    public static Column TimeDiff(Column unit, Column start, Column end) => Call("time_diff", unit, start, end);

    /// <summary>The time of day so many microseconds after midnight.</summary>
    public static Column TimeFromMicros(Column microseconds) => Call("time_from_micros", microseconds);

    /// <summary>The time of day so many milliseconds after midnight.</summary>
    public static Column TimeFromMillis(Column milliseconds) => Call("time_from_millis", milliseconds);

    /// <summary>The time of day so many seconds after midnight.</summary>
    public static Column TimeFromSeconds(Column seconds) => Call("time_from_seconds", seconds);

    /// <summary>The number of microseconds since midnight.</summary>
    public static Column TimeToMicros(Column time) => Call("time_to_micros", time);

    /// <summary>The number of milliseconds since midnight.</summary>
    public static Column TimeToMillis(Column time) => Call("time_to_millis", time);

    /// <summary>The number of seconds since midnight.</summary>
    public static Column TimeToSeconds(Column time) => Call("time_to_seconds", time);

    /// <summary>The time of day cut to a unit.</summary>
    public static Column TimeTrunc(Column unit, Column time) => Call("time_trunc", unit, time);

    /// <summary>The timestamp so many units later.</summary>
    public static Column TimestampAdd(string unit, Column quantity, Column timestamp) => CallInternal("timestampadd", Lit(unit), quantity, timestamp);

    /// <summary>The whole units from one timestamp to another.</summary>
    public static Column TimestampDiff(string unit, Column start, Column end) => CallInternal("timestampdiff", Lit(unit), start, end);

    /// <summary>The timestamp so many microseconds after 1970 in UTC.</summary>
    public static Column TimestampMicros(Column microseconds) => Call("timestamp_micros", microseconds);

    /// <summary>The timestamp so many milliseconds after 1970 in UTC.</summary>
    public static Column TimestampMillis(Column milliseconds) => Call("timestamp_millis", milliseconds);

    /// <summary>The timestamp so many seconds after 1970 in UTC.</summary>
    public static Column TimestampSeconds(Column column) => Call("timestamp_seconds", column);

    /// <summary>The time of day that a text writes, in a format of Java's date patterns.</summary>
    public static Column ToTime(Column text, Column? format = null) => CallOptional("to_time", text, format);

    /// <summary>The timestamp that a text writes, in a format of Java's date patterns.</summary>
    public static Column ToTimestamp(Column column) => Call("to_timestamp", column);

    /// <inheritdoc cref="ToTimestamp(Column)"/>
    public static Column ToTimestamp(Column column, string format) => Call("to_timestamp", column, Lit(format));

    /// <summary>The timestamp with zone that a text writes.</summary>
    public static Column ToTimestampLtz(Column value, Column? format = null) => CallOptional("to_timestamp_ltz", value, format);

    /// <summary>The timestamp without zone that a text writes.</summary>
    public static Column ToTimestampNtz(Column value, Column? format = null) => CallOptional("to_timestamp_ntz", value, format);

    /// <summary>The seconds since 1970 of a time that a text writes.</summary>
    public static Column ToUnixTimestamp(Column value, Column? format = null) => CallOptional("to_unix_timestamp", value, format);

    /// <summary>A timestamp read in a time zone, moved to UTC.</summary>
    public static Column ToUtcTimestamp(Column column, string tz) => Call("to_utc_timestamp", column, Lit(tz));

    /// <inheritdoc cref="ToUtcTimestamp(Column, string)"/>
    public static Column ToUtcTimestamp(Column column, Column tz) => Call("to_utc_timestamp", column, tz);

    /// <summary>The timestamp of its parts, or null where they make none.</summary>
    public static Column TryMakeTimestamp(Column date, Column time) => Call("try_make_timestamp", date, time);

    /// <inheritdoc cref="TryMakeTimestamp(Column, Column)"/>
    public static Column TryMakeTimestamp(Column date, Column time, Column zone) => Call("try_make_timestamp", date, time, zone);

    /// <inheritdoc cref="TryMakeTimestamp(Column, Column)"/>
    public static Column TryMakeTimestamp(Column years, Column months, Column days, Column hours, Column minutes, Column seconds) =>
        Call("try_make_timestamp", years, months, days, hours, minutes, seconds);

    /// <inheritdoc cref="TryMakeTimestamp(Column, Column)"/>
    public static Column TryMakeTimestamp(Column years, Column months, Column days, Column hours, Column minutes, Column seconds, Column zone) =>
        Call("try_make_timestamp", years, months, days, hours, minutes, seconds, zone);

    /// <summary>The timestamp with zone of its parts, or null where they make none.</summary>
    public static Column TryMakeTimestampLtz(Column years, Column months, Column days, Column hours, Column minutes, Column seconds, Column? zone = null) =>
        CallOptional("try_make_timestamp_ltz", years, months, days, hours, minutes, seconds, zone);

    /// <summary>The timestamp without zone of its parts, or null where they make none.</summary>
    public static Column TryMakeTimestampNtz(Column date, Column time) => Call("try_make_timestamp_ntz", date, time);

    /// <inheritdoc cref="TryMakeTimestampNtz(Column, Column)"/>
    public static Column TryMakeTimestampNtz(Column years, Column months, Column days, Column hours, Column minutes, Column seconds) =>
        Call("try_make_timestamp_ntz", years, months, days, hours, minutes, seconds);

    /// <summary>The time of day that a text writes, or null where it writes none.</summary>
    public static Column TryToTime(Column text, Column? format = null) => CallOptional("try_to_time", text, format);

    /// <summary>The timestamp that a text writes, or null where it writes none.</summary>
    public static Column TryToTimestamp(Column value, Column? format = null) => CallOptional("try_to_timestamp", value, format);

    /// <summary>The microseconds since 1970 in UTC.</summary>
    public static Column UnixMicros(Column timestamp) => Call("unix_micros", timestamp);

    /// <summary>The milliseconds since 1970 in UTC.</summary>
    public static Column UnixMillis(Column timestamp) => Call("unix_millis", timestamp);

    /// <summary>The seconds since 1970 in UTC.</summary>
    public static Column UnixSeconds(Column timestamp) => Call("unix_seconds", timestamp);

    /// <summary>The seconds since 1970: of now, or of a time that a text writes, in a format of Java's date patterns.</summary>
    public static Column UnixTimestamp() => Call("unix_timestamp");

    /// <inheritdoc cref="UnixTimestamp()"/>
    public static Column UnixTimestamp(Column column) => Call("unix_timestamp", column);

    /// <inheritdoc cref="UnixTimestamp()"/>
    public static Column UnixTimestamp(Column column, string format) => Call("unix_timestamp", column, Lit(format));
}
