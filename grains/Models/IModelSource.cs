using DistributedML.Learning;
using DistributedML.Pipelines.Models;
using DistributedML.Registry;

namespace DistributedML.Grains.Models;

/// <summary>Where a silo finds the trained models that it serves.</summary>
public interface IModelSource
{
    /// <summary>The version that the model's alias "champion" names; 0 when there is none. Asked about once a second; cheap.</summary>
    int ChampionVersion(string model);

    /// <summary>
    /// Reads the artifact of a version: a TrainedRecommender, TrainedForecaster or TrainedDetector, by the definition's type.
    /// </summary>
    /// <exception cref="RegistryException">The artifact is missing or not readable.</exception>
    IState Read(ModelDefinition model, int version);
}
