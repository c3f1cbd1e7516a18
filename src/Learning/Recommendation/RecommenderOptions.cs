namespace DistributedML.Learning.Recommendation;

/// <summary>Options of the recommender: the algorithm, and the options of each.</summary>
public sealed record RecommenderOptions : IOptions
{
    /// <summary>The algorithm.</summary>
    public RecommenderAlgorithm Algorithm { get; init; } = RecommenderAlgorithm.Ease;

    /// <summary>Options of <see cref="RecommenderAlgorithm.Ease"/>.</summary>
    public EaseOptions Ease { get; init; } = new();

    /// <summary>Options of <see cref="RecommenderAlgorithm.Als"/>.</summary>
    public AlsOptions Als { get; init; } = new();

    /// <summary>Options of <see cref="RecommenderAlgorithm.Neighbours"/>.</summary>
    public NeighbourOptions Neighbours { get; init; } = new();

    /// <summary>How the trend of demand enters the scores, whatever the algorithm.</summary>
    public TrendOptions Trend { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        if (!Enum.IsDefined(Algorithm)) yield return new(nameof(Algorithm), Algorithm, string.Join(", ", Enum.GetNames<RecommenderAlgorithm>()));
        foreach (var (name, options) in new (string, IOptions)[] { (nameof(Ease), Ease), (nameof(Als), Als), (nameof(Neighbours), Neighbours), (nameof(Trend), Trend) })
            foreach (var error in options.Check())
                yield return error with { Name = $"{name}.{error.Name}" };
    }
}
