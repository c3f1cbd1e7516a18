using System.Text.Json.Serialization;
using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Regressors;

/// <summary>Predicts a number for a row.</summary>
public sealed record RegressorDefinition : TableDefinition
{
    /// <summary>Numeric column that is predicted. Rows without a value are not learned from.</summary>
    public required string Target { get; init; }

    /// <summary>Numeric column that says how much a row counts; null when all count 1.</summary>
    public string? Weight { get; init; }

    /// <summary>The estimator's options; their defaults when left out.</summary>
    [EstimatorOptions(EstimatorTask.Regressor)]
    [JsonConverter(typeof(OptionsJson))]
    public IOptions? Options { get; init; }

    internal override IOptions? ChosenOptions => Options;

    internal override string? TargetColumn => Target;

    internal override string? WeightColumn => Weight;
}
