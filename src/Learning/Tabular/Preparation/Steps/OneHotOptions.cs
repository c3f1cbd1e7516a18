using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// A column for each level of a categorical feature that occurs in the training rows: 1 where the row has it, 0 elsewhere. Few levels
/// become numeric features "NAME=LEVEL", many become one sparse block. A missing level, and one that did not occur in training, is 0 in all
/// columns.
/// </summary>
public sealed record OneHotOptions : StepOptions
{
    /// <summary>The level without a column.</summary>
    public OneHotDrop Drop { get; init; } = OneHotDrop.None;

    /// <summary>Up to so many levels become numeric features; more become a sparse block.</summary>
    [Range(0, 10_000)]
    public int MaxDense { get; init; } = 32;

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var schema = rows.Schema;
        var places = PlacesIn(schema, FeatureType.Categorical);
        var kept = Array.ConvertAll(places, place => Kept(LevelCounts.Of(rows, place, training)));
        return FittedStep.Replace(schema, places, i => kept[i].Length <= MaxDense
            ? kept[i].Select(code =>
                new LevelMap(new($"{schema[places[i]].Name}={schema[places[i]].Levels[code]}", FeatureType.Numeric), places[i], code))
            : [Block(schema[places[i]], places[i], kept[i])]);
    }

    int[] Kept(double[] counts)
    {
        var occurring = Enumerable.Range(0, counts.Length - 1).Where(code => counts[code + 1] > 0).ToArray();
        return Drop == OneHotDrop.First || (Drop == OneHotDrop.Binary && occurring.Length == 2) ? [.. occurring.Skip(1)] : occurring;
    }

    static OneHotBlockMap Block(Feature feature, int place, int[] kept)
    {
        var columns = Enumerable.Repeat(-1, feature.Levels.Count).ToArray();
        for (var i = 0; i < kept.Length; i++) columns[kept[i]] = i;
        return new(new(feature.Name, FeatureType.Sparse) { Width = kept.Length }, place, columns);
    }
}
