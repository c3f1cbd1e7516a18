
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
}
