using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.NaiveBayes;

/// <summary>
/// Naive Bayes of counts, such as words of a text: every class draws them from its own distribution over the features. One pass.
/// Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008), chapter 13.
/// </summary>
public sealed record MultinomialNaiveBayesOptions : IOptions
{
    /// <summary>Added to every count of a feature in a class.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Smoothing { get; init; } = 1;
}
