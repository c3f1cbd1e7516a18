using System.Text.Json.Serialization;
using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Classifiers;

/// <summary>Predicts which class a row is of, with the probability of each class.</summary>
public sealed record ClassifierDefinition : TableDefinition
{
    /// <summary>Column of the classes: texts, true and false, or whole numbers. Rows without one are not learned from.</summary>
    public required string Target { get; init; }

    /// <summary>Numeric column that says how much a row counts; null when all count 1.</summary>
    public string? Weight { get; init; }

    /// <summary>The estimator's options; their defaults when left out.</summary>
    [EstimatorOptions(EstimatorTask.Classifier)]
    [JsonConverter(typeof(OptionsJson))]
    public IOptions? Options { get; init; }

    internal override IOptions? ChosenOptions => Options;

    internal override string? TargetColumn => Target;

    internal override string? WeightColumn => Weight;
}
