using DistributedML.Models;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;

namespace DistributedML.Grains.Runtime;

/// <summary>Where a silo finds the trained models that it serves.</summary>
public interface IModelSource
{
    /// <summary>The version that the model's alias "champion" names; 0 when there is none. Asked about once a second; cheap.</summary>
    int ChampionVersion(string model);

    /// <summary>Reads the artifact of a version, which must be of the definition's kind.</summary>
    /// <exception cref="IOException">The artifact is missing, damaged, or of another kind or format.</exception>
    TrainedVersion Read(ModelDefinition model, int version);

    /// <summary>How good a version is, as its training found it; null where that is not known.</summary>
    ModelQuality? Quality(string model, int version) => null;
}
