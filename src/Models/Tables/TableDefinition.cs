using System.Text.Json.Serialization;
using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Pipelines;

namespace DistributedML.Models.Tables;

/// <summary>A model that learns from the rows of a table: which columns are its features, how they are prepared, and which estimator learns.</summary>
public abstract record TableDefinition : ModelDefinition
{
    /// <summary>
    /// What it learns from: columns of the table, and SQL expressions over one row under names of their own, as in
    /// <c>[quantity, country, { hour: "extract(hour from time)" }]</c>. Left out: all columns but id, time, target, weight and group.
    /// </summary>
    public IReadOnlyList<FeatureDefinition> Features { get; init; } = [];

    /// <summary>Columns that are no features although features is left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>
    /// Steps that prepare the features, in order, fitted on the training rows, as in <c>[impute, { one-hot: { maxDense: 8 } }]</c>. Left out:
    /// chosen by the types of the features and by what the estimator takes. An empty list prepares nothing.
    /// </summary>
    public IReadOnlyList<StepDefinition>? Prepare { get; init; }

    /// <summary>The algorithm, by its name.</summary>
    public required string Estimator { get; init; }

    /// <summary>
    /// Which rows are held back from training to measure the model on. Left out: the rows from trainBefore on, or a random fifth when there
    /// is no trainBefore.
    /// </summary>
    public ValidationDefinition? Validate { get; init; }

    /// <summary>The estimator's options, of the type that it has; null for their defaults.</summary>
    [JsonIgnore]
    internal abstract IOptions? ChosenOptions { get; }

    /// <summary>What it predicts; null for models without a target.</summary>
    [JsonIgnore]
    internal virtual string? TargetColumn => null;

    /// <summary>How much a row counts; null when all count 1.</summary>
    [JsonIgnore]
    internal virtual string? WeightColumn => null;

    /// <summary>The estimator with its options.</summary>
    internal (Estimator Estimator, IOptions Options) Algorithm()
    {
        var estimator = Estimators.Find(Estimator) ?? throw new ArgumentException($"model {Name}: there is no estimator '{Estimator}'");
        return (estimator, ChosenOptions ?? estimator.DefaultOptions());
    }

    /// <summary>How rows are held back.</summary>
    internal ValidationDefinition Validation()
    {
        var validate = Validate ?? new() { By = TrainBefore is null ? ValidateBy.Random : ValidateBy.Time };
        return validate is { By: ValidateBy.Time, From: null } ? validate with { From = TrainBefore } : validate;
    }
}
