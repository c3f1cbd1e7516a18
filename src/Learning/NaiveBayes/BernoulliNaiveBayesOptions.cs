using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.NaiveBayes;

/// <summary>
/// Naive Bayes of features that are there or not: every class has a probability for each feature, and an absent feature speaks too. One
/// pass. Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008), chapter 13.
/// </summary>
public sealed record BernoulliNaiveBayesOptions : IOptions
{
    /// <summary>Added to the rows with and to the rows without a feature in a class.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Smoothing { get; init; } = 1;

    /// <summary>A feature is there when its value is above this; at least 0, so that the zeros of sparse blocks are absent.</summary>
    [Range(0, double.MaxValue)]
    public double Threshold { get; init; }
}
