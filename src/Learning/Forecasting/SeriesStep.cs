using System.Globalization;

namespace DistributedML.Learning.Forecasting;

/// <summary>
/// The length of a series' steps: a fixed number of seconds, or a number of calendar months. Fixed steps are counted from Monday,
/// 0001-01-01, so that weeks
/// begin on Monday; months, quarters and years begin as in the calendar. The default value is a day.
/// </summary>
public readonly record struct SeriesStep
{
    const int SecondsOfDay = 86_400, MonthsOfYear = 12, LargestDefaultSeason = 288;
    const long LargestSeconds = 36_525L * SecondsOfDay;
    static readonly (string Name, int Seconds, int Months)[] Units =
        [("second", 1, 0), ("minute", 60, 0), ("hour", 3600, 0), ("day", SecondsOfDay, 0), ("week", 7 * SecondsOfDay, 0), ("month", 0, 1), ("quarter", 0, 3), ("year", 0, MonthsOfYear)];

    readonly long _seconds;   // both 0: a day, so that the default value is one
    readonly int _months;

    SeriesStep(long seconds, int months) => (_seconds, _months) = (seconds == SecondsOfDay ? 0 : seconds, months);

    /// <summary>A day.</summary>
    public static SeriesStep Day => default;

    /// <summary>An hour.</summary>
    public static SeriesStep Hour => new(3600, 0);

    /// <summary>A week that begins on Monday.</summary>
    public static SeriesStep Week => new(7 * SecondsOfDay, 0);

    /// <summary>A calendar month.</summary>
    public static SeriesStep Month => new(0, 1);

    /// <summary>Calendar months of a step; 0 for a step of fixed length.</summary>
    public int Months => _months;

    /// <summary>Seconds of a step; 0 for a step of calendar months.</summary>
    public long Seconds => _seconds == 0 && _months == 0 ? SecondsOfDay : _seconds;

    /// <summary>Whether steps begin at days only.</summary>
    public bool IsWholeDays => Months > 0 || Seconds % SecondsOfDay == 0;

    /// <summary>
    /// The usual season in steps: a year for weeks, months and quarters, a week for days, a day for what divides it into at most 288 parts;
    /// 1, which is none,
    /// for all else.
    /// </summary>
    public int DefaultSeason => (Months, Seconds) switch
    {
        ( > 0 and < MonthsOfYear, _) when MonthsOfYear % Months == 0 => MonthsOfYear / Months,
        (0, 7 * SecondsOfDay) => 52,
        (0, SecondsOfDay) => 7,
        (0, < SecondsOfDay) when SecondsOfDay % Seconds == 0 && SecondsOfDay / Seconds <= LargestDefaultSeason => (int)(SecondsOfDay / Seconds),
        _ => 1,
    };

    /// <summary>A fixed step of some seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1 or above a hundred years.</exception>
    public static SeriesStep OfSeconds(long seconds) => seconds is >= 1 and <= LargestSeconds
        ? new(seconds, 0) : throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "expected 1 second to a hundred years");

    /// <summary>A step of calendar months.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1 or above a hundred years.</exception>
    public static SeriesStep OfMonths(int months) => months is >= 1 and <= 100 * MonthsOfYear
        ? new(0, months) : throw new ArgumentOutOfRangeException(nameof(months), months, "expected 1 month to a hundred years");

    /// <summary>Reads a unit from second to year with a number before it or none: "hour", "15 minutes", "2 weeks", "quarter".</summary>
    public static bool TryParse(string? text, out SeriesStep step)
    {
        step = default;
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length is 0 or > 2) return false;
        var count = 1;
        if (words.Length == 2 && (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out count) || count < 1)) return false;
        var unit = Array.FindIndex(Units, unit => Is(words[^1], unit.Name));
        if (unit < 0) return false;
        var (seconds, months) = ((long)count * Units[unit].Seconds, (long)count * Units[unit].Months);
        if (seconds > LargestSeconds || months > 100 * MonthsOfYear) return false;
        step = new(seconds, (int)months);
        return true;
    }

    /// <summary>As <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is no step; the message says what is expected.</exception>
    public static SeriesStep Parse(string? text) =>
        TryParse(text, out var step) ? step : throw new FormatException($"step is '{text}'; expected {Expected}");

    /// <summary>What a step looks like, for messages.</summary>
    public static string Expected => "second, minute, hour, day, week, month, quarter or year, with a number before it or none, as in 15 minutes";

    /// <summary>The number of the step that holds a time.</summary>
    public long IndexOf(DateTime time) =>
        _months > 0 ? ((time.Year - 1) * MonthsOfYear + time.Month - 1) / _months : time.Ticks / (Seconds * TimeSpan.TicksPerSecond);

    /// <summary>The first moment of a step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is not in the years 1 to 9999.</exception>
    public DateTime StartOf(long index) => _months > 0
        ? new DateTime(1, 1, 1).AddMonths(checked((int)(index * _months))) : new DateTime(checked(index * Seconds * TimeSpan.TicksPerSecond));

    /// <summary>So many steps, for people: "3 days", "1 hour", "8 steps of 15 minutes".</summary>
    public string Count(long steps)
    {
        var (count, unit) = Parts();
        var what = count == 1 ? steps == 1 ? unit : unit + "s" : $"step{(steps == 1 ? "" : "s")} of {this}";
        return string.Create(CultureInfo.InvariantCulture, $"{steps} {what}");
    }

    /// <summary>
    /// A step's first moment, as short as tells it from the others: "2025-03-01" for days and longer, "2025-03-01 13:00" for shorter ones.
    /// </summary>
    public string Text(DateTime start) =>
        start.ToString(IsWholeDays ? "yyyy-MM-dd" : Seconds % 60 == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The step as <see cref="TryParse"/> reads it, in the largest unit that divides it.</summary>
    public override string ToString() => Parts() is (1, var unit) ? unit : string.Create(CultureInfo.InvariantCulture, $"{Parts().Count} {Parts().Unit}s");

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Seconds);
        writer.Write(_months);
    }

    internal static SeriesStep Read(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt32());

    static bool Is(string word, string unit) =>
        word.Equals(unit, StringComparison.OrdinalIgnoreCase) || word.Equals(unit + "s", StringComparison.OrdinalIgnoreCase);

    (long Count, string Unit) Parts()
    {
        for (var unit = Units.Length - 1; unit > 0; unit--)
        {
            var (length, divisor) = _months > 0 ? (_months, Units[unit].Months) : (Seconds, (long)Units[unit].Seconds);
            if (divisor > 0 && length % divisor == 0) return (length / divisor, Units[unit].Name);
        }
        return (Seconds, Units[0].Name);
    }
}
