using System.Text.Json.Serialization;
using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Models.Tables;

namespace DistributedML.Models.Transformations;

/// <summary>Makes other features of the features of a row, as fewer ones that tell almost as much.</summary>
public sealed record TransformationDefinition : TableDefinition
{
    /// <summary>The estimator's options; their defaults when left out.</summary>
    [EstimatorOptions(EstimatorTask.Transformation)]
    [JsonConverter(typeof(OptionsJson))]
    public IOptions? Options { get; init; }

    internal override IOptions? ChosenOptions => Options;
}
