namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Takes log(1 + x) of numeric features. A value of at most −1 becomes missing. Missing stays missing. Nothing is fitted.
/// </summary>
public sealed record LogOptions : StepOptions
{
    /// <summary>Whether it is sign(x)·log(1 + |x|) instead, which takes all numbers.</summary>
    public bool Signed { get; init; }

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Numeric);
        return FittedStep.Replace(rows.Schema, places, i => [new LogMap(rows.Schema[places[i]], places[i], Signed)]);
    }
}
