using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Dates = new(Sources.Row)
    {
        { () => AddMonths(Col("d"), 2), "add_months(d, 2)" },
        { () => AddMonths(Col("d"), Lit(2)), "add_months(d, 2)" },
        { () => Curdate(), "curdate()" },
        { () => CurrentDate(), "current_date()" },
        { () => DateAdd(Col("d"), 2), "date_add(d, 2)" },
        { () => DateAdd(Col("d"), Lit(2)), "date_add(d, 2)" },
        { () => DateSub(Col("d"), 2), "date_sub(d, 2)" },
        { () => DateSub(Col("d"), Lit(2)), "date_sub(d, 2)" },
        { () => DateDiff(Col("e"), Col("d")), "datediff(e, d)" },
        { () => DateFormat(Col("ts"), "yyyy/MM/dd"), "date_format(ts, 'yyyy/MM/dd')" },
        { () => DateFromUnixDate(Col("i")), "date_from_unix_date(i)" },
        { () => DatePart(Lit("YEAR"), Col("ts")), "date_part('YEAR', ts)" },
        { () => Datepart(Lit("MONTH"), Col("ts")), "datepart('MONTH', ts)" },
        { () => DateTrunc("HOUR", Col("ts")), "date_trunc('HOUR', ts)" },
        { () => Day(Col("d")), "day(d)" },
        { () => Dayname(Col("d")), "dayname(d)" },
        { () => DayOfMonth(Col("d")), "dayofmonth(d)" },
        { () => DayOfWeek(Col("d")), "dayofweek(d)" },
        { () => DayOfYear(Col("d")), "dayofyear(d)" },
        { () => Extract(Lit("WEEK"), Col("ts")), "extract('WEEK', ts)" },
        { () => Hour(Col("ts")), "hour(ts)" },
        { () => LastDay(Col("d")), "last_day(d)" },
        { () => MakeDate(Lit(2024), Lit(2), Lit(29)), "make_date(2024, 2, 29)" },
        { () => Minute(Col("ts")), "minute(ts)" },
        { () => Month(Col("d")), "month(d)" },
        { () => Monthname(Col("d")), "monthname(d)" },
        { () => MonthsBetween(Col("us"), Col("ts")), "months_between(us, ts)" },
        { () => MonthsBetween(Col("us"), Col("ts"), false), "months_between(us, ts, false)" },
        { () => NextDay(Col("d"), "TU"), "next_day(d, 'TU')" },
        { () => NextDay(Col("d"), Lit("TU")), "next_day(d, 'TU')" },
        { () => Quarter(Col("d")), "quarter(d)" },
        { () => Second(Col("ts")), "second(ts)" },
        { () => ToDate(Lit("2024-02-29")), "to_date('2024-02-29')" },
        { () => ToDate(Lit("2024-02-29"), "yyyy-MM-dd"), "to_date('2024-02-29', 'yyyy-MM-dd')" },
        { () => TryToDate(Lit("2024-02-29")), "try_to_date('2024-02-29')" },
        { () => TryToDate(Lit("2024-02-29"), "yyyy-MM-dd"), "try_to_date('2024-02-29', 'yyyy-MM-dd')" },
        { () => Trunc(Col("d"), "YEAR"), "trunc(d, 'YEAR')" },
        { () => UnixDate(Col("d")), "unix_date(d)" },
        { () => Weekday(Col("d")), "weekday(d)" },
        { () => WeekOfYear(Col("d")), "weekofyear(d)" },
        { () => Year(Col("d")), "year(d)" },
    };
}
