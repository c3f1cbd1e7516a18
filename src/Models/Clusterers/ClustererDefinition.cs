using System.Text.Json.Serialization;
using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Clusterers;

/// <summary>Finds groups of similar rows, and says which group a row belongs to.</summary>
public sealed record ClustererDefinition : TableDefinition
{
    /// <summary>The estimator's options; their defaults when left out.</summary>
    [EstimatorOptions(EstimatorTask.Clusterer)]
    [JsonConverter(typeof(OptionsJson))]
    public IOptions? Options { get; init; }

    internal override IOptions? ChosenOptions => Options;
}
