namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>What a number counts since 1970-01-01T00:00Z.</summary>
public enum DateUnit : byte
{
    /// <summary>Seconds; a float holds dates of today to about 2 minutes.</summary>
    Seconds,

    /// <summary>Minutes; a float holds dates of today to about 2 minutes.</summary>
    Minutes,

    /// <summary>Hours; a float holds dates of today to about 2 minutes.</summary>
    Hours,

    /// <summary>Days.</summary>
    Days,
}
