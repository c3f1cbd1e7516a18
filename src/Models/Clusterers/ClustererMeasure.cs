using System.Globalization;
using DistributedML.Compute;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Reports;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Clusterers;

/// <summary>How near rows are to their clusters, and how large the clusters are. There is no truth to compare with.</summary>
sealed class ClustererMeasure : TableMeasure
{
    double[] _rows = [];
    double _distance;

    public override IReadOnlyDictionary<string, double> Values => new Dictionary<string, double>
    {
        ["meanDistance"] = _distance / _rows.Sum(),
        ["clusters"] = _rows.Length,
        ["smallestCluster"] = _rows.Min() / _rows.Sum(),
        ["largestCluster"] = _rows.Max() / _rows.Sum(),
    };

    public override IReadOnlyList<string> Main => ["meanDistance", "smallestCluster", "largestCluster"];

    public override void Add(IPredictor model, Dataset rows, Dataset raw, ICollective gang)
    {
        var clusterer = (IClusterer)model;
        var (clusters, distances) = (new int[rows.Rows], new double[rows.Rows]);
        clusterer.Assign(rows, clusters, distances);
        var sums = new double[clusterer.Clusters + 1];
        for (var row = 0; row < clusters.Length; row++)
        {
            sums[clusters[row]] += rows.Weight(row);
            sums[^1] += distances[row] * rows.Weight(row);
        }
        gang.AllReduce(sums.AsSpan());
        _rows = sums[..^1];
        _distance = sums[^1];
    }

    public override void Merge(TableMeasure other)
    {
        var measure = (ClustererMeasure)other;
        // The clusters of two folds are not the same ones: by size, the largest first, they can be compared.
        _rows = [.. _rows.OrderDescending().Zip(measure._rows.OrderDescending(), (one, two) => one + two)];
        _distance += measure._distance;
    }

    public override ModelReport Describe(ModelReport report) => report with
    {
        Facts = [.. report.Facts, new("Rows in each cluster", string.Join(", ", _rows.Select(rows => rows.ToString("N0", CultureInfo.InvariantCulture))))],
    };
}
