namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Puts a value in place of missing ones. When no columns are named, mean and median take the numeric features, the mode takes the
/// categorical ones too, and a constant takes texts too. An all-missing numeric feature gets <see cref="Value"/>, an all-missing
/// categorical one a level <see cref="Text"/>. A level that is not in the schema counts as missing. Infinite values are kept and not
/// counted. Weights count as repetition. Median and mode by <see cref="ValueCounts"/>.
/// </summary>
public sealed record ImputeOptions : StepOptions
{
    /// <summary>What stands in place of a missing value.</summary>
    public ImputeStrategy Strategy { get; init; } = ImputeStrategy.Median;

    /// <summary>The constant for numeric features.</summary>
    public double Value { get; init; }

    /// <summary>The constant for categorical features (a level, added when there is none of this name) and texts.</summary>
    public string Text { get; init; } = "missing";

    /// <summary>
    /// Whether each feature with missing training values gets another beside it, "NAME missing", that is 1 where the value is missing and 0
    /// elsewhere.
    /// </summary>
    public bool Indicator { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<OptionError> Check() =>
        double.IsFinite(Value) ? base.Check() : [.. base.Check(), new(nameof(Value), Value, "a finite number")];

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var (schema, gang) = (rows.Schema, training.Gang);
        var places = PlacesIn(schema, Strategy switch
        {
            ImputeStrategy.Mode => [FeatureType.Numeric, FeatureType.Categorical],
            ImputeStrategy.Constant => [FeatureType.Numeric, FeatureType.Categorical, FeatureType.Text],
            _ => [FeatureType.Numeric],
        });
        var numeric = Array.FindAll(places, place => schema[place].Type == FeatureType.Numeric);
        var values = NumbersFor(rows, numeric, training);
        var maps = Array.ConvertAll(places, FeatureMap (place) => schema[place].Type switch
        {
            FeatureType.Numeric => new FillMap(schema[place], place, values[Array.IndexOf(numeric, place)]),
            FeatureType.Categorical => Level(rows, place, training),
            _ => new FillTextMap(schema[place], place, Text),
        });
        var missing = new double[Indicator ? places.Length : 0];
        for (var i = 0; i < missing.Length; i++)
            foreach (var value in (float[])new MissingMap(schema[places[i]], places[i]).Apply(rows)) missing[i] += value;
        gang.AllReduce(missing);
        return FittedStep.Replace(schema, places, i => [maps[i]], Enumerable.Range(0, missing.Length)
            .Where(i => missing[i] > 0).Select(i =>
                new MissingMap(new($"{schema[places[i]].Name} missing", FeatureType.Numeric), places[i])));
    }

    float[] NumbersFor(Dataset rows, int[] places, Training training)
    {
        var fallback = (float)Value;
        return Strategy switch
        {
            ImputeStrategy.Mean => Array.ConvertAll(ColumnMoments.Of(rows, places, training), column => column.Weight > 0
                ? (float)column.Mean : fallback),
            ImputeStrategy.Median =>
                Array.ConvertAll(ValueCounts.Of(rows, places, training), column => column.Count > 0 ? (float)column.Quantile(0.5)
                    : fallback),
            ImputeStrategy.Mode => Array.ConvertAll(ValueCounts.Of(rows, places, training), column => column.Count > 0
                ? (float)column.Mode() : fallback),
            _ => Array.ConvertAll(places, _ => fallback),
        };
    }

    FillCodeMap Level(Dataset rows, int place, Training training)
    {
        var feature = rows.Schema[place];
        if (Strategy == ImputeStrategy.Mode && feature.Levels.Count > 0)
        {
            var counts = LevelCounts.Of(rows, place, training)[1..];
            if (counts.Max() is > 0 and var most) return new(feature, place, Array.IndexOf(counts, most));
        }
        var code = feature.Levels.ToList().IndexOf(Text);
        return code >= 0 ? new(feature, place, code)
            : new(feature with { Levels = [.. feature.Levels, Text] }, place, feature.Levels.Count);
    }
}
