using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Recommendation;
using DistributedML.Pipelines.Models;
using DistributedML.Registry;

namespace DistributedML.Grains.Models;

/// <summary>The models of a registry.</summary>
/// <param name="registry">The registry; whoever opened it closes it.</param>
public sealed class RegistryModelSource(ModelRegistry registry) : IModelSource
{
    /// <inheritdoc/>
    public int ChampionVersion(string model) => registry.AliasVersion(model, ModelAlias.Champion) ?? 0;

    /// <inheritdoc/>
    public IState Read(ModelDefinition model, int version)
    {
        var stored = registry.GetVersion(model.Name, version);
        return model switch
        {
            RecommenderDefinition => registry.Load(stored, TrainedRecommender.Read),
            ForecasterDefinition => registry.Load(stored, TrainedForecaster.Read),
            AnomalyDetectorDefinition => registry.Load(stored, TrainedDetector.Read),
            _ => throw new NotSupportedException($"model {model.Name}: a {model.GetType().Name} cannot be served"),
        };
    }
}
