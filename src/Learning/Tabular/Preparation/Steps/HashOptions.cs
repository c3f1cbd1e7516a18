using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Hashes the levels of categorical features and the words of texts into one sparse block, so that any number of them has a fixed number of
/// columns. Nothing is fitted; a level is hashed with its feature's name. Missing adds nothing. Words are runs of letters, digits and
/// underscores, in small letters. Source: Weinberger et al., ICML 2009.
/// </summary>
public sealed record HashOptions : StepOptions
{
    /// <summary>Columns of the block.</summary>
    [Range(1, 1 << 24)]
    public int Width { get; init; } = 1024;

    /// <summary>
    /// Whether half of the levels and words count −1, so that collisions cancel out on average. Leave it off for estimators that refuse
    /// values below 0.
    /// </summary>
    public bool Signed { get; init; } = true;

    /// <summary>The name of the block.</summary>
    public string Name { get; init; } = "hash";

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Categorical, FeatureType.Text);
        return FittedStep.Replace(rows.Schema, places, _ => [], places.Length == 0
            ? []
            : [new HashMap(new(Name, FeatureType.Sparse) { Width = Width }, places, rows.Schema, Signed)]);
    }
}
