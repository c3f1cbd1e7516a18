using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Clustering;

/// <summary>
/// K-means: the centres that minimise Σw·‖row − nearest centre‖². Starts by k-means++ (Arthur and Vassilvitskii, SODA 2007), the greedy
/// form of it, on a sample of the rows; then Lloyd's steps with Hamerly's bounds (SDM 2010), which leave out distances and change no
/// result. Time of a step at the most rows · clusters · features; memory of a rank: a copy of its rows.
/// </summary>
public sealed record KMeansOptions : IOptions
{
    /// <summary>Number of clusters.</summary>
    [Range(1, 100_000)]
    public int Clusters { get; init; } = 8;

    /// <summary>Runs with different starts; the one of least inertia is kept.</summary>
    [Range(1, 1000)]
    public int Starts { get; init; } = 1;

    /// <summary>Steps of a run at the most.</summary>
    [Range(1, 1_000_000)]
    public int MaxIterations { get; init; } = 300;

    /// <summary>A run ends when the centres moved by less: the sum of their squared moves against the mean variance of a feature.</summary>
    [Range(0, double.MaxValue)]
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Rows that the start is chosen from, about; all when the table has fewer. Every rank holds them for a moment.</summary>
    [Range(1, 10_000_000)]
    public int StartRows { get; init; } = 20_000;

    /// <summary>Seed of the sample and of the starts.</summary>
    public long Seed { get; init; } = 1;
}
