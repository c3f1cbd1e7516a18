using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Recommendation;

/// <summary>How similar two items are.</summary>
public enum ItemSimilarity
{
    /// <summary>Cosine of the items' columns of baskets by user.</summary>
    Cosine,

    /// <summary>Product of the items' columns after the weighting of BM25 (Robertson and Zaragoza 2009), users as documents' terms.</summary>
    Bm25,
}

/// <summary>Item-item neighbours: an item's score is the sum of its similarities, each times the baskets, to those of the user's items that are among its most similar.</summary>
public sealed record NeighbourOptions : IOptions
{
    /// <summary>The similarity.</summary>
    public ItemSimilarity Similarity { get; init; } = ItemSimilarity.Bm25;

    /// <summary>Most similar items kept for each item.</summary>
    [Range(1, int.MaxValue)]
    public int Neighbours { get; init; } = 100;

    /// <summary>BM25's k1: how soon further baskets of one user stop counting.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double K1 { get; init; } = 1.2;

    /// <summary>BM25's b, from 0 to 1: how much a popular item's baskets count less.</summary>
    [Range(0.0, 1.0)]
    public double B { get; init; } = 0.75;
}
