using DistributedML.Learning;
using DistributedML.Pipelines;

namespace DistributedML.Models.Streams;

/// <summary>A version of a model as shards take it over.</summary>
/// <param name="Number">The version.</param>
/// <param name="Artifact">What the training left; shared by all shards, so that states are copied.</param>
/// <param name="Until">Training saw the events before this time; null when that is not known, and then every event is taken for a new one.</param>
public sealed record TrainedVersion(int Number, IState Artifact, DateTime? Until = null)
{
    /// <summary>The version for people: "recommender v3".</summary>
    public string Label(ModelDefinition model) => ModelLabel.Of(model.Name, Number);
}
