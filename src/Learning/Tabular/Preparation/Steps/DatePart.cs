namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>A part of a date, in UTC.</summary>
public enum DatePart : byte
{
    /// <summary>The year.</summary>
    Year,

    /// <summary>1 to 12.</summary>
    Month,

    /// <summary>1 to 31.</summary>
    DayOfMonth,

    /// <summary>1 to 366.</summary>
    DayOfYear,

    /// <summary>0 (Monday) to 6.</summary>
    DayOfWeek,

    /// <summary>0 to 23.</summary>
    Hour,

    /// <summary>0 to 59.</summary>
    Minute,
}
