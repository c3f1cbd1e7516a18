namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>Leaves features out.</summary>
public sealed record DropOptions : StepOptions
{
    /// <inheritdoc/>
    public override IEnumerable<OptionError> Check() =>
        Columns is not null ? base.Check() : [.. base.Check(), new(nameof(Columns), null, "the names of the features to leave out")];

    internal override FittedStep Fit(Dataset rows, Training training) =>
        FittedStep.Replace(rows.Schema, PlacesIn(rows.Schema, Enum.GetValues<FeatureType>()), _ => []);
}
