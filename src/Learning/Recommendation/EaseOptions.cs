using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Recommendation;

/// <summary>
/// Embarrassingly shallow autoencoder: the weights B with zero diagonal that minimise ‖X − XB‖² + L2·‖B‖², where X has a 1 for every user and
/// item bought. Source: Steck, WWW 2019.
/// </summary>
public sealed record EaseOptions : IOptions
{
    /// <summary>Penalty, in users: an item bought by far fewer gets small weights.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double L2 { get; init; } = 500;

    /// <summary>Items that may add to one item's score: those of the largest weights. Fewer make a smaller artifact and faster answers.</summary>
    [Range(1, int.MaxValue)]
    public int Neighbours { get; init; } = 100;
}
