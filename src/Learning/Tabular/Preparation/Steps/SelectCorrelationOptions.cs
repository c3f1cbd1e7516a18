using System.ComponentModel.DataAnnotations;
using DistributedML.Learning.Linear;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Leaves out each numeric feature whose correlation with one that is kept before it is above a threshold in size, in the order of the
/// schema. A constant feature correlates with none. All values must be present and finite: impute first. One pass; memory d²/2, time
/// n·d²/2. Weights count as repetition.
/// </summary>
public sealed record SelectCorrelationOptions : StepOptions
{
    /// <summary>The correlation above which the later feature goes.</summary>
    [Range(0.0, 1.0)]
    public double Threshold { get; init; } = 0.95;

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var places = PlacesIn(rows.Schema, FeatureType.Numeric);
        var columns = new SelectableColumns(rows.Schema, places);
        columns.CheckValues(rows);
        if (places.Length == 0) return columns.Keep(_ => true);
        var schema = new FeatureSchema(places.Select(place => rows.Schema[place]));
        var inputs = new NumericInputs(schema);
        var part = rows.With(schema, Array.ConvertAll(places, rows.Column));
        var moments = new MomentSummary(RowBlocks.Pivot(inputs, part, training.Gang));
        RowBlocks.AddTo(moments, inputs, part, training, "correlations");
        moments.AllReduce(training.Gang);
        var kept = new List<int>();
        for (var i = 0; i < places.Length; i++)
            if (!kept.Exists(before => Correlation(moments, before, i) > Threshold)) kept.Add(i);
        return columns.Keep(kept.Contains);
    }

    static double Correlation(MomentSummary moments, int x, int y)
    {
        var scale = moments.Centred(x, x) * moments.Centred(y, y);
        return scale > 0 ? Math.Abs(moments.Centred(x, y)) / Math.Sqrt(scale) : 0;
    }
}
