using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Recommendation;

/// <summary>
/// The trend of the items' demand: an item's share of the recent buyers over its share of all buyers. Scores are multiplied by
/// (trend + Floor) to the power of Exponent, so items that sell now come first and those that are sold out go last.
/// </summary>
public sealed record TrendOptions : IOptions
{
    /// <summary>How strongly demand's trend counts; 0 leaves the scores as they are.</summary>
    [Range(0.0, 10.0)]
    public double Exponent { get; init; } = 1;

    /// <summary>Days after which a purchase counts half as recent.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double HalfLifeDays { get; init; } = 7;

    /// <summary>Added to the trend, so that an item without recent sales keeps a chance.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Floor { get; init; } = 0.2;
}
