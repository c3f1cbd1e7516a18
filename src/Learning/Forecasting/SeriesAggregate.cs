namespace DistributedML.Learning.Forecasting;

/// <summary>How the amounts of one step become its value.</summary>
public enum SeriesAggregate
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The newest of them.</summary>
    Last,

    /// <summary>How many there are.</summary>
    Count,

    /// <summary>The smallest.</summary>
    Min,

    /// <summary>The largest.</summary>
    Max,
}
