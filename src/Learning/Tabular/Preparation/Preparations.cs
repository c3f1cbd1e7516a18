using DistributedML.Learning.Estimation;
using DistributedML.Learning.Reduction;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>The list of the kinds of steps. A new one is its options, which say how it is fitted, and a line here.</summary>
public static class Preparations
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<StepKind> All { get; } =
    [
        StepKind.Of<ImputeOptions>("impute"),
        StepKind.Of<StandardiseOptions>("standardise"),
        StepKind.Of<MinMaxOptions>("min-max"),
        StepKind.Of<RobustOptions>("robust"),
        StepKind.Of<PowerOptions>("power"),
        StepKind.Of<LogOptions>("log"),
        StepKind.Of<ClipOptions>("clip"),
        StepKind.Of<BinsOptions>("bins"),
        StepKind.Of<OneHotOptions>("one-hot"),
        StepKind.Of<OrdinalOptions>("ordinal"),
        StepKind.Of<FrequencyOptions>("frequency"),
        StepKind.OfTraining<TargetEncodeOptions>("target-encode", (rows, options, training) =>
        {
            var fitted = options.FitRows(rows, training);
            return new(fitted.Transformation, fitted.Rows);
        }, FittedStep.Read),
        StepKind.Of<HashOptions>("hash"),
        StepKind.Of<TfIdfOptions>("tf-idf"),
        StepKind.Of<DatesOptions>("dates"),
        StepKind.Of<PolynomialOptions>("polynomial"),
        StepKind.Of<DropOptions>("drop"),
        StepKind.Of<SelectVarianceOptions>("select-variance"),
        StepKind.Of<SelectCorrelationOptions>("select-correlation"),
        StepKind.Of<SelectBestOptions>("select-best"),
        StepKind.Of<PcaOptions>("pca", (rows, options, training) => new PcaTrainer(options).Train(rows, training), PcaModel.Read),
    ];

    /// <summary>Levels of a categorical feature that have a column each unless the estimator takes sparse blocks.</summary>
    const int MaxDenseLevels = 32;

    /// <summary>The kind of a name; null when there is none.</summary>
    public static StepKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>
    /// The steps for an estimator when none are given. Unless it takes missing values: the median in place of missing numbers, with
    /// indicators. Where it wants similar scales: standardised; where it refuses values below 0: min-max. Unless it takes levels: one-hot,
    /// or the target's mean (without a target, the frequency) for features of more than 32 levels where it takes no sparse blocks. Texts
    /// become TF-IDF; where it takes no sparse blocks they are left out. Sparse blocks stay.
    /// </summary>
    /// <param name="schema">The features.</param>
    /// <param name="traits">What the estimator takes and needs.</param>
    /// <param name="task">What its models do; only classifiers and regressors have a target.</param>
    public static IReadOnlyList<Step> Default(FeatureSchema schema, InputTraits traits, EstimatorTask task)
    {
        if (traits.HasFlag(InputTraits.IgnoresFeatures)) return [];
        var takesSparse = traits.HasFlag(InputTraits.TakesSparse);
        var steps = new List<IOptions>();
        if (Has(FeatureType.Numeric))
        {
            if (!traits.HasFlag(InputTraits.TakesMissing)) steps.Add(new ImputeOptions { Indicator = true });
            if (traits.HasFlag(InputTraits.NeedsNonNegative)) steps.Add(new MinMaxOptions { Clip = true });
            else if (traits.HasFlag(InputTraits.WantsScaled)) steps.Add(new StandardiseOptions());
        }
        if (Has(FeatureType.Categorical) && !traits.HasFlag(InputTraits.TakesCategorical))
        {
            string[] many = takesSparse ? [] : NamesOf(feature => feature.Levels.Count > MaxDenseLevels);
            var hasTarget = task is EstimatorTask.Classifier or EstimatorTask.Regressor;
            if (many.Length > 0)
                steps.Add(hasTarget ? new TargetEncodeOptions { Columns = many } : new FrequencyOptions { Columns = many });
            if (schema.CountOf(FeatureType.Categorical) > many.Length) steps.Add(new OneHotOptions { MaxDense = MaxDenseLevels });
        }
        if (Has(FeatureType.Text))
            steps.Add(takesSparse ? new TfIdfOptions() : new DropOptions { Columns = NamesOf(f => f.Type == FeatureType.Text) });
        return [.. steps.Select(Step.Of)];

        bool Has(FeatureType type) => schema.CountOf(type) > 0;
        string[] NamesOf(Func<Feature, bool> which) => [.. schema.Features.Where(which).Select(feature => feature.Name)];
    }
}
