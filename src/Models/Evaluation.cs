namespace DistributedML.Models;

/// <summary>How good a model is.</summary>
/// <param name="Metrics">By name, camelCase; NaN where the data do not tell.</param>
/// <param name="Summary">The main figures in one line.</param>
/// <param name="Findings">What else a person should see, a line each.</param>
public sealed record Evaluation(IReadOnlyDictionary<string, double> Metrics, string Summary, IReadOnlyList<string> Findings)
{
    /// <summary>A page about the model, as one HTML file; null for kinds that have none.</summary>
    public string? Report { get; init; }

    /// <summary>What the headline is made of, one by one, so that two versions can be compared; null for kinds that measure as a whole only.</summary>
    public MeasuredUnits? Units { get; init; }

    /// <summary>
    /// The metric by which versions are compared, where it is not the task's, since the data do not tell that one; null where it is.
    /// </summary>
    public Headline? Headline { get; init; }

    /// <summary>Why nothing was scored, for people; null where something was, or where there is no more to say.</summary>
    public string? NotScored { get; init; }

    /// <summary>The headline metric of what needs no learning, measured in the same way; null where there is none.</summary>
    public double? Baseline { get; init; }
}

/// <summary>Something known to have happened, for models whose findings can be compared with it.</summary>
/// <param name="Kind">What happened, in the model's words.</param>
/// <param name="Key">Whom it happened to.</param>
/// <param name="From">Event time at which it begins.</param>
/// <param name="To">Event time at which it ends, inclusive.</param>
public sealed record KnownEvent(string Kind, string Key, DateTime From, DateTime To);
