namespace DistributedML.Learning.Recommendation;

/// <summary>How a recommender scores items for a user.</summary>
public enum RecommenderAlgorithm
{
    /// <summary>What most users buy; the same for everyone.</summary>
    Popularity,

    /// <summary>Sums the similarities of the user's items to the others.</summary>
    Neighbours,

    /// <summary>Factors of users and items by alternating least squares on implicit feedback (Hu, Koren and Volinsky 2008).</summary>
    Als,

    /// <summary>One linear regression from all items to each item, in closed form (Steck 2019).</summary>
    Ease,
}
