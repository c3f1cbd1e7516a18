using System.Numerics;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>
/// A value as a column keeps it (TRaw) to and from one of C#. Implemented by structs, so that a reader or writer over it is compiled with the conversion inlined.
/// </summary>
interface IConversion<TRaw, T>
{
    static abstract T Read(TRaw raw);

    static abstract TRaw Write(T value);
}

/// <summary>The same value.</summary>
readonly struct Same<T> : IConversion<T, T>
{
    public static T Read(T raw) => raw;

    public static T Write(T value) => value;
}

/// <summary>A number in another type of numbers; an error where it does not fit.</summary>
readonly struct Checked<TRaw, T> : IConversion<TRaw, T> where TRaw : INumberBase<TRaw> where T : INumberBase<T>
{
    public static T Read(TRaw raw) => T.CreateChecked(raw);

    public static TRaw Write(T value) => TRaw.CreateChecked(value);
}

/// <summary>A number in another type of numbers, between fractions and whole numbers; an error where it is not the same number.</summary>
readonly struct Exact<TRaw, T> : IConversion<TRaw, T> where TRaw : INumberBase<TRaw> where T : INumberBase<T>
{
    public static T Read(TRaw raw) => Convert<TRaw, T>(raw);

    public static TRaw Write(T value) => Convert<T, TRaw>(value);

    static TTo Convert<TFrom, TTo>(TFrom value) where TFrom : INumberBase<TFrom> where TTo : INumberBase<TTo>
    {
        var converted = TTo.CreateChecked(value);
        return TFrom.CreateChecked(converted) == value || TFrom.IsNaN(value) ? converted : throw new OverflowException();
    }
}

readonly struct DateConversion : IConversion<int, Date>
{
    public static Date Read(int raw) => new(Epoch.Day(raw));

    public static int Write(Date value) => Epoch.Days(value.ToDateOnly());
}

readonly struct DateOnlyConversion : IConversion<int, DateOnly>
{
    public static DateOnly Read(int raw) => Epoch.Day(raw);

    public static int Write(DateOnly value) => Epoch.Days(value);
}

/// <summary>A day's first moment, and the day of a moment.</summary>
readonly struct DayConversion : IConversion<int, DateTime>
{
    public static DateTime Read(int raw) => Epoch.Day(raw).ToDateTime(TimeOnly.MinValue);

    public static int Write(DateTime value) => Epoch.Days(DateOnly.FromDateTime(value));
}

readonly struct TimestampConversion : IConversion<long, Timestamp>
{
    public static Timestamp Read(long raw) => new(Epoch.Instant(raw));

    public static long Write(Timestamp value) => Epoch.Microseconds(value.ToDateTime());
}

readonly struct InstantConversion : IConversion<long, DateTime>
{
    public static DateTime Read(long raw) => Epoch.Instant(raw);

    public static long Write(DateTime value) => Epoch.Microseconds(Instants.Utc(value));
}

readonly struct OffsetConversion : IConversion<long, DateTimeOffset>
{
    public static DateTimeOffset Read(long raw) => new(Epoch.Instant(raw));

    public static long Write(DateTimeOffset value) => Epoch.Microseconds(value.UtcDateTime);
}

/// <summary>A date and time without a zone: what the clock says, whatever the DateTime's kind.</summary>
readonly struct ClockConversion : IConversion<long, DateTime>
{
    public static DateTime Read(long raw) => Epoch.Time(raw);

    public static long Write(DateTime value) => Epoch.Microseconds(value);
}

/// <summary>A length of time in microseconds.</summary>
readonly struct DurationConversion : IConversion<long, TimeSpan>
{
    public static TimeSpan Read(long raw) => new(checked(raw * TimeSpan.TicksPerMicrosecond));

    public static long Write(TimeSpan value) => value.Ticks / TimeSpan.TicksPerMicrosecond;
}

/// <summary>A time of day in nanoseconds.</summary>
readonly struct TimeConversion : IConversion<long, TimeOnly>
{
    public static TimeOnly Read(long raw) => new(raw / TimeSpan.NanosecondsPerTick);

    public static long Write(TimeOnly value) => value.Ticks * TimeSpan.NanosecondsPerTick;
}

/// <summary>A time of day in nanoseconds, as the time since midnight.</summary>
readonly struct MidnightConversion : IConversion<long, TimeSpan>
{
    public static TimeSpan Read(long raw) => new(raw / TimeSpan.NanosecondsPerTick);

    public static long Write(TimeSpan value) => TimeConversion.Write(TimeOnly.FromTimeSpan(value));
}

readonly struct MonthsConversion : IConversion<int, YearMonthInterval>
{
    public static YearMonthInterval Read(int raw) => new(raw);

    public static int Write(YearMonthInterval value) => value.Months;
}

readonly struct CalendarConversion : IConversion<RawInterval, CalendarInterval>
{
    const long NanosecondsPerMicrosecond = 1_000;

    public static CalendarInterval Read(RawInterval raw) => new(raw.Months, raw.Days, raw.Nanoseconds / NanosecondsPerMicrosecond);

    public static RawInterval Write(CalendarInterval value) => new(value.Months, value.Days, checked(value.Microseconds * NanosecondsPerMicrosecond));
}

/// <summary>How Arrow keeps an interval of months, days and nanoseconds.</summary>
readonly record struct RawInterval(int Months, int Days, long Nanoseconds);
