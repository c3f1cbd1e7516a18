namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Numbers the levels of categorical features that occur in the training rows, from 0. A missing level, and one that did not occur in
/// training, is
/// <see cref="Unseen"/>.
/// </summary>
public sealed record OrdinalOptions : StepOptions
{
    /// <summary>How the levels are numbered.</summary>
    public LevelOrder Order { get; init; } = LevelOrder.Name;

    /// <summary>What stands for a level that is missing or did not occur in training; NaN for missing.</summary>
    public double Unseen { get; init; } = -1;

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var schema = rows.Schema;
        var places = PlacesIn(schema, FeatureType.Categorical);
        var tables = Array.ConvertAll(places, place => Numbers(schema[place].Levels, LevelCounts.Of(rows, place, training)));
        return FittedStep.Replace(schema, places, i =>
            [new TableMap(new(schema[places[i]].Name, FeatureType.Numeric), places[i], tables[i])]);
    }

    float[] Numbers(IReadOnlyList<string> levels, double[] counts)
    {
        var numbers = Enumerable.Repeat((float)Unseen, counts.Length).ToArray();
        var codes = Enumerable.Range(0, levels.Count).Where(code => counts[code + 1] > 0);
        codes = Order switch
        {
            LevelOrder.Name => codes.OrderBy(code => levels[code], StringComparer.Ordinal),
            LevelOrder.Frequency => codes.OrderByDescending(code => counts[code + 1]).ThenBy(code => levels[code], StringComparer.Ordinal),
            _ => codes,
        };
        foreach (var (number, code) in codes.Index()) numbers[code + 1] = number;
        return numbers;
    }
}
