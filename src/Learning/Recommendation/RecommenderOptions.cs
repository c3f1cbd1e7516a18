namespace DistributedML.Learning.Recommendation;

/// <summary>Options of the recommender.</summary>
public sealed record RecommenderOptions : IOptions
{
    /// <inheritdoc/>
    public IEnumerable<OptionError> Check() => [];
}
