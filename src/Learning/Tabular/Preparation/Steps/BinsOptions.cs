using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Puts numeric features into bins of about equal weight: the number of the bin, from 0. Equal edges are one edge, so a constant feature
/// has one bin. Values below or above all training values, infinite ones too, are in the first or last bin. Missing stays missing. Weights
/// count as repetition. Quantiles by <see cref="ValueCounts"/>.
/// </summary>
public sealed record BinsOptions : StepOptions
{
    /// <summary>How many bins.</summary>
    [Range(2, 10_000)]
    public int Bins { get; init; } = 10;

    /// <summary>Whether the bins are the levels of a categorical feature, named by their edges, rather than numbers.</summary>
    public bool AsLevels { get; init; }

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Numeric);
        var counts = ValueCounts.Of(rows, places, training);
        return FittedStep.Replace(rows.Schema, places, i =>
        {
            var edges = EdgesOf(counts[i], Bins);
            var feature = rows.Schema[places[i]];
            return [new BinMap(AsLevels ? new Feature(feature.Name, FeatureType.Categorical) { Levels = NamesOf(edges) } : feature,
                places[i], edges)];
        });
    }

    /// <summary>The inner edges of bins of equal weight: distinct, above the smallest value and not above the largest.</summary>
    internal static float[] EdgesOf(ValueCounts counts, int bins) => counts.Count == 0
        ? []
        : [.. Enumerable.Range(1, bins - 1).Select(i => (float)counts.Quantile((double)i / bins)).Where(edge =>
            edge > counts[0].Value).Distinct()];

    static string[] NamesOf(float[] edges)
    {
        if (edges.Length == 0) return ["all"];
        string Text(float edge) => edge.ToString(CultureInfo.InvariantCulture);
        return [$"below {Text(edges[0])}", .. edges.Zip(edges.Skip(1), (low, high) => $"{Text(low)} to {Text(high)}"),
            $"from {Text(edges[^1])}"];
    }
}
