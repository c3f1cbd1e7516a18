using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.NaiveBayes;

/// <summary>
/// Naive Bayes of normally distributed features: every class has a mean and a variance for each feature; features are independent within a
/// class. One pass; memory and time of a prediction: classes · features. Source: Chan, Golub and LeVeque, The American Statistician 37
/// (1983).
/// </summary>
public sealed record GaussianNaiveBayesOptions : IOptions
{
    /// <summary>This part of the largest variance of a feature is added to every variance.</summary>
    [Range(0, 1)]
    public double VarianceSmoothing { get; init; } = 1e-9;
}
