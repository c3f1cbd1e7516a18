namespace DistributedML.Jobs.Generator;

/// <summary>When the shop is open, and how busy it is.</summary>
static class ShopCalendar
{
    /// <summary>Busyness of the middle of each month from December 2010 to December 2011.</summary>
    static readonly double[] Months = [1.2, 0.7, 0.72, 0.85, 0.82, 0.95, 0.9, 0.92, 0.95, 1.2, 1.45, 1.85, 1.5];

    /// <summary>Busyness of the weekdays, Sunday first.</summary>
    static readonly double[] Weekdays = [0.7, 1.0, 1.07, 1.0, 1.1, 0.85, 0];

    public static readonly DateOnly First = new(2010, 12, 1);

    public static readonly DateOnly Last = new(2011, 12, 9);

    /// <summary>Days from the first to the last, closed ones too.</summary>
    public static int Length => Last.DayNumber - First.DayNumber + 1;

    public static DateOnly Day(int index) => First.AddDays(index);

    public static int IndexOf(DateOnly day) => day.DayNumber - First.DayNumber;

    /// <summary>Closed on Saturdays, from Christmas Eve to 3 January and from Good Friday to Easter Monday.</summary>
    public static bool IsOpen(int index)
    {
        var day = Day(index);
        return day.DayOfWeek != DayOfWeek.Saturday
            && !(day >= new DateOnly(2010, 12, 24) && day <= new DateOnly(2011, 1, 3))
            && !(day >= new DateOnly(2011, 4, 22) && day <= new DateOnly(2011, 4, 25));
    }

    /// <summary>The first open day from this one on; past the end when none is left.</summary>
    public static int NextOpen(int index)
    {
        while (index < Length && !IsOpen(index)) index++;
        return index;
    }

    /// <summary>How busy an ordinary day like this is; 0 when closed.</summary>
    public static double Busyness(int index)
    {
        if (!IsOpen(index)) return 0;
        var day = Day(index);
        var month = (day.Year - 2010) * 12 + day.Month - 12 + (day.Day - 15.0) / 30;
        var left = Math.Clamp((int)Math.Floor(month), 0, Months.Length - 2);
        var share = Math.Clamp(month - left, 0, 1);
        return Weekdays[(int)day.DayOfWeek] * (Months[left] * (1 - share) + Months[left + 1] * share);
    }

    /// <summary>How far a day is from a date of any year, in days, the short way round the year.</summary>
    public static double Distance(int index, int month, int day)
    {
        var distance = Math.Abs(Day(index).DayOfYear - new DateOnly(2011, month, day).DayOfYear);
        return Math.Min(distance, 365 - distance);
    }
}
