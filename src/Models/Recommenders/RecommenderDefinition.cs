using DistributedML.Learning.Recommendation;
using DistributedML.Pipelines;

namespace DistributedML.Models.Recommenders;

/// <summary>Recommends items to users from implicit feedback. Evaluated on the rows from <see cref="ModelDefinition.TrainBefore"/> on.</summary>
public sealed record RecommenderDefinition : ModelDefinition
{
    /// <summary>String column that names the user; the stream's key.</summary>
    public required string User { get; init; }

    /// <summary>String column that names the item.</summary>
    public required string Item { get; init; }

    /// <summary>String column that names the basket: a user's interaction with an item is the number of distinct baskets.</summary>
    public required string Basket { get; init; }

    /// <summary>How it learns.</summary>
    public RecommenderOptions Options { get; init; } = new();
}
