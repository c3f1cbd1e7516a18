namespace DistributedML.Models.Reports;

/// <summary>A number about a feature, such as its importance.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Value">The number, of any sign.</param>
public sealed record FeatureValue(string Feature, double Value);
