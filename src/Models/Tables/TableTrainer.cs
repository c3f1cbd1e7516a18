using System.Globalization;
using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Preparation;

namespace DistributedML.Models.Tables;

/// <summary>Fits the preparation, then trains the estimator on what it makes of the rows.</summary>
/// <param name="inputs">What is read.</param>
/// <param name="prepare">The steps; null for those that follow from the features.</param>
/// <param name="estimator">The algorithm.</param>
/// <param name="options">Its options.</param>
sealed class TableTrainer(TableInputs inputs, IReadOnlyList<Step>? prepare, Estimator estimator, IOptions options) : ITrainer<TableRows, TableModel>
{
    /// <exception cref="DatasetException">The rows cannot be learned from.</exception>
    public TableModel Train(TableRows rows, Training training)
    {
        Span<double> counts = [rows.Data.Rows, rows.WithoutTarget];
        training.Gang.AllReduce(counts);
        if (counts[0] == 0 && counts[1] > 0)
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"none of the {counts[1]:N0} rows to learn from has a target; expected at least one that has"));
        LeakCheck.ThrowIfLeaking(rows.Data, counts[0], training.Gang);
        CheckLevels(rows.Data.Schema, counts[0]);
        var (chain, fitted) = new ChainTrainer(prepare ?? Default(rows)).Fit(rows.Data, training);
        var prepared = chain.Outputs;
        if (prepared.Count == 0 && !estimator.Traits.HasFlag(InputTraits.IgnoresFeatures))
            throw new DatasetException("the preparation leaves no feature to learn from; name other features, or take a step out of prepare");
        RefuseTypes(prepared);
        return new(inputs, rows.Forms, chain, estimator, estimator.Train(fitted, options, training));
    }

    IReadOnlyList<Step> Default(TableRows rows)
    {
        var schema = rows.Data.Schema;
        string[] dates = [.. Enumerable.Range(0, schema.Count).Where(i => rows.Forms[i] == FeatureForm.Date).Select(i => schema[i].Name)];
        if (dates.Length == 0 || estimator.Traits.HasFlag(InputTraits.IgnoresFeatures)) return Preparations.Default(schema, estimator.Traits, estimator.Task);
        // The parts of dates are numbers, and nothing else of them counts for the choice of the steps after.
        var later = schema.Features.Where(feature => !dates.Contains(feature.Name)).Append(new($"{dates[0]}.parts", FeatureType.Numeric));
        return [Step.Of(new DatesOptions { Columns = dates }), .. Preparations.Default(new(later), estimator.Traits, estimator.Task)];
    }

    /// <summary>Refuses features that are almost a name for each row: nothing can be learned from them for other rows.</summary>
    static void CheckLevels(FeatureSchema schema, double rows)
    {
        foreach (var feature in schema.Features.Where(feature => feature.Levels.Count > 50 && feature.Levels.Count > rows / 2))
            throw new DatasetException($"feature '{feature.Name}' has {feature.Levels.Count} values in {rows} rows, so it names rows rather than kinds of them; "
                + "exclude it, or give it type: text to learn from its words");
    }

    void RefuseTypes(FeatureSchema prepared)
    {
        foreach (var feature in prepared.Features)
        {
            var remedy = feature.Type switch
            {
                FeatureType.Text => "prepare it with tf-idf, hash or dates, or exclude it",
                FeatureType.Categorical when !estimator.Traits.HasFlag(InputTraits.TakesCategorical) => "prepare it with one-hot, ordinal, frequency, hash or target-encode",
                FeatureType.Sparse when !estimator.Traits.HasFlag(InputTraits.TakesSparse) => "make it dense: one-hot with a larger maxDense, or another step",
                _ => null,
            };
            if (remedy is not null && !estimator.Traits.HasFlag(InputTraits.IgnoresFeatures))
                throw new DatasetException($"{estimator.Name} does not take feature '{feature.Name}', which is {feature.Type.ToString().ToLowerInvariant()} after the preparation; {remedy}");
        }
    }
}
