namespace DistributedML.Learning.Recommendation;

/// <summary>
/// The trend of the items' demand: an item's share of the recent buyers over its share of all buyers. Scores are multiplied by
/// (trend + Floor) to the power of Exponent, so items that sell now come first and those that are sold out go last.
/// </summary>
public sealed record TrendOptions : IOptions
{
    /// <summary>How strongly demand's trend counts; 0 leaves the scores as they are.</summary>
    public double Exponent { get; init; } = 1;

    /// <summary>Days after which a purchase counts half as recent.</summary>
    public double HalfLifeDays { get; init; } = 7;

    /// <summary>Added to the trend, so that an item without recent sales keeps a chance.</summary>
    public double Floor { get; init; } = 0.2;

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        if (!(Exponent is >= 0 and <= 10)) yield return new(nameof(Exponent), Exponent, "0 to 10");
        if (!(HalfLifeDays > 0 && double.IsFinite(HalfLifeDays))) yield return new(nameof(HalfLifeDays), HalfLifeDays, "above 0");
        if (!(Floor > 0 && double.IsFinite(Floor))) yield return new(nameof(Floor), Floor, "above 0");
    }
}
