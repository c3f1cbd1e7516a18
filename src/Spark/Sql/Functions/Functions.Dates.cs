namespace Microsoft.Spark.Sql;

// Dates and the parts of dates and times.
public static partial class Functions
{
    /// <summary>The date so many months later.</summary>
    public static Column AddMonths(Column startDate, int numMonths) => Call("add_months", startDate, Lit(numMonths));

    /// <inheritdoc cref="AddMonths(Column, int)"/>
    public static Column AddMonths(Column startDate, Column numMonths) => Call("add_months", startDate, numMonths);

    /// <summary>Today's date at the start of the query.</summary>
    public static Column Curdate() => Call("curdate");

    /// <summary>Today's date at the start of the query.</summary>
    public static Column CurrentDate() => Call("current_date");

    /// <summary>The date so many days later.</summary>
    public static Column DateAdd(Column start, int days) => Call("date_add", start, Lit(days));

    /// <inheritdoc cref="DateAdd(Column, int)"/>
    public static Column DateAdd(Column start, Column days) => Call("date_add", start, days);

    /// <summary>The date so many days earlier.</summary>
    public static Column DateSub(Column start, int days) => Call("date_sub", start, Lit(days));

    /// <inheritdoc cref="DateSub(Column, int)"/>
    public static Column DateSub(Column start, Column days) => Call("date_sub", start, days);

    /// <summary>The number of days from start to end.</summary>
    public static Column DateDiff(Column end, Column start) => Call("datediff", end, start);

    /// <summary>A date or timestamp written in a format of Java's date patterns.</summary>
    public static Column DateFormat(Column dateExpr, string format) => Call("date_format", dateExpr, Lit(format));

    /// <summary>The date so many days after 1970-01-01.</summary>
    public static Column DateFromUnixDate(Column days) => Call("date_from_unix_date", days);

    /// <summary>A field of a date, time or interval, named as in EXTRACT.</summary>
    public static Column DatePart(Column field, Column source) => Call("date_part", field, source);

    /// <summary>A field of a date, time or interval, named as in EXTRACT.</summary>
    public static Column Datepart(Column field, Column source) => Call("datepart", field, source);

    /// <summary>The timestamp cut to a unit: year, quarter, month, week, day, hour, minute, second, ...</summary>
    public static Column DateTrunc(string format, Column column) => Call("date_trunc", Lit(format), column);

    /// <summary>The day of the month.</summary>
    public static Column Day(Column date) => Call("day", date);

    /// <summary>The three letters of the day of the week.</summary>
    public static Column Dayname(Column date) => Call("dayname", date);

    /// <summary>The day of the month.</summary>
    public static Column DayOfMonth(Column column) => Call("dayofmonth", column);

    /// <summary>The day of the week, from 1 for Sunday.</summary>
    public static Column DayOfWeek(Column column) => Call("dayofweek", column);

    /// <summary>The day of the year.</summary>
    public static Column DayOfYear(Column column) => Call("dayofyear", column);

    /// <summary>A field of a date, time or interval.</summary>
    public static Column Extract(Column field, Column source) => Call("extract", field, source);

    /// <summary>The hour.</summary>
    public static Column Hour(Column column) => Call("hour", column);

    /// <summary>The last day of the date's month.</summary>
    public static Column LastDay(Column column) => Call("last_day", column);

    /// <summary>The date of a year, month and day.</summary>
    public static Column MakeDate(Column year, Column month, Column day) => Call("make_date", year, month, day);

    /// <summary>The minute.</summary>
    public static Column Minute(Column column) => Call("minute", column);

    /// <summary>The month.</summary>
    public static Column Month(Column column) => Call("month", column);

    /// <summary>The three letters of the month.</summary>
    public static Column Monthname(Column date) => Call("monthname", date);

    /// <summary>The number of months from start to end; a fraction counts 31 days a month, rounded to 8 digits unless told otherwise.</summary>
    public static Column MonthsBetween(Column end, Column start) => Call("months_between", end, start);

    /// <inheritdoc cref="MonthsBetween(Column, Column)"/>
    public static Column MonthsBetween(Column end, Column start, bool roundOff) => Call("months_between", end, start, Lit(roundOff));

    /// <summary>The first date later than this on a day of the week.</summary>
    public static Column NextDay(Column date, string dayOfWeek) => Call("next_day", date, Lit(dayOfWeek));

    /// <inheritdoc cref="NextDay(Column, string)"/>
    public static Column NextDay(Column date, Column dayOfWeek) => Call("next_day", date, dayOfWeek);

    /// <summary>The quarter of the year.</summary>
    public static Column Quarter(Column column) => Call("quarter", column);

    /// <summary>The second.</summary>
    public static Column Second(Column column) => Call("second", column);

    /// <summary>The date of a timestamp, or of a text, in a format of Java's date patterns.</summary>
    public static Column ToDate(Column column) => Call("to_date", column);

    /// <inheritdoc cref="ToDate(Column)"/>
    public static Column ToDate(Column column, string format) => Call("to_date", column, Lit(format));

    /// <summary>The date of a timestamp or a text, or null where it is none.</summary>
    public static Column TryToDate(Column value) => Call("try_to_date", value);

    /// <inheritdoc cref="TryToDate(Column)"/>
    public static Column TryToDate(Column value, string format) => Call("try_to_date", value, Lit(format));

    /// <summary>The date cut to a year, quarter, month or week.</summary>
    public static Column Trunc(Column column, string format) => Call("trunc", column, Lit(format));

    /// <summary>The number of days since 1970-01-01.</summary>
    public static Column UnixDate(Column date) => Call("unix_date", date);

    /// <summary>The day of the week, from 0 for Monday.</summary>
    public static Column Weekday(Column date) => Call("weekday", date);

    /// <summary>The number of the week, by ISO 8601.</summary>
    public static Column WeekOfYear(Column column) => Call("weekofyear", column);

    /// <summary>The year.</summary>
    public static Column Year(Column column) => Call("year", column);
}
