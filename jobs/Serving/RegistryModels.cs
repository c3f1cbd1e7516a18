using DistributedML.Grains.Models;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Recommendation;
using DistributedML.Pipelines.Models;
using DistributedML.Registry;

namespace DistributedML.Jobs.Serving;

/// <summary>The registry's champions, as a silo asks for them.</summary>
sealed class RegistryModels(ModelRegistry registry) : IModelSource
{
    public int ChampionVersion(string model) => registry.AliasVersion(model, ModelAlias.Champion) ?? 0;

    public IState Read(ModelDefinition model, int version)
    {
        var registered = registry.GetVersion(model.Name, version);
        return model switch
        {
            RecommenderDefinition => registry.Load(registered, TrainedRecommender.Read),
            ForecasterDefinition => registry.Load(registered, TrainedForecaster.Read),
            AnomalyDetectorDefinition => registry.Load<IState>(registered, TrainedDetector.Read),
            _ => throw new InvalidOperationException($"no artifact for {model.GetType().Name}"),
        };
    }
}
