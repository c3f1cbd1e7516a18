namespace DistributedML.Models.Reports;

/// <summary>A summary of one feature's values.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Type">Its type, such as double or string.</param>
/// <param name="Rows">The number of rows, with those where the value is missing.</param>
/// <param name="Missing">The number of rows where the value is missing.</param>
public sealed record FeatureSummary(string Name, string Type, long Rows, long Missing)
{
    /// <summary>The smallest value; null unless the feature is numeric.</summary>
    public double? Min { get; init; }

    /// <summary>The mean; null unless the feature is numeric.</summary>
    public double? Mean { get; init; }

    /// <summary>The largest value; null unless the feature is numeric.</summary>
    public double? Max { get; init; }

    /// <summary>The standard deviation; null unless the feature is numeric.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>The levels of a categorical feature, most frequent first; not necessarily all of them.</summary>
    public IReadOnlyList<LevelCount> Levels { get; init; } = [];

    /// <summary>The number of distinct levels; null when nobody counted them.</summary>
    public long? DistinctLevels { get; init; }

    /// <summary>Whether any statistic of a numeric feature is known.</summary>
    internal bool IsNumeric => (Min ?? Mean ?? Max ?? StandardDeviation) is not null;
}
