namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Replaces the levels of categorical features by their part of the training rows' weight. The missing count as one level; a level that did
/// not occur in training is 0, and one that is not in the schema counts as missing.
/// </summary>
public sealed record FrequencyOptions : StepOptions
{
    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var schema = rows.Schema;
        var places = PlacesIn(schema, FeatureType.Categorical);
        var counts = Array.ConvertAll(places, place => LevelCounts.Of(rows, place, training));
        return FittedStep.Replace(schema, places, i =>
        {
            var total = counts[i].Sum();
            return [new TableMap(new(schema[places[i]].Name, FeatureType.Numeric), places[i],
                Array.ConvertAll(counts[i], count => (float)(count / total)))];
        });
    }
}
