using DistributedML.Compute;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Transformations;

/// <summary>How much of the prepared features' variance the features made have, on rows that were not learned from.</summary>
sealed class TransformationMeasure : TableMeasure
{
    double _kept, _all;
    int _features;

    public override IReadOnlyDictionary<string, double> Values => new Dictionary<string, double> { ["varianceKept"] = _kept / _all, ["features"] = _features };

    public override IReadOnlyList<string> Main => ["varianceKept", "features"];

    public override void Add(IPredictor model, Dataset rows, Dataset raw, ICollective gang)
    {
        var transformation = (ITransformation)model;
        _features = transformation.Outputs.Count;
        _kept = Variance(transformation.Apply(rows), gang);
        _all = Variance(rows, gang);
    }

    public override void Merge(TableMeasure other)
    {
        var measure = (TransformationMeasure)other;
        _kept += measure._kept;
        _all += measure._all;
    }

    // The sum of the columns' variances over the rows of all ranks.
    static double Variance(Dataset rows, ICollective gang)
    {
        var numeric = Enumerable.Range(0, rows.Schema.Count).Where(i => rows.Schema[i].Type == FeatureType.Numeric).ToList();
        var sums = new double[numeric.Count + 1];
        sums[^1] = rows.Rows;
        for (var i = 0; i < numeric.Count; i++)
            foreach (var value in rows.Numeric(numeric[i])) sums[i] += value;
        gang.AllReduce(sums.AsSpan());
        Span<double> squares = [0];
        for (var i = 0; i < numeric.Count; i++)
            foreach (var value in rows.Numeric(numeric[i])) squares[0] += Math.Pow(value - sums[i] / sums[^1], 2);
        gang.AllReduce(squares);
        return squares[0] / sums[^1];
    }
}
