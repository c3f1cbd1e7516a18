using DistributedML.Pipelines.Models;

namespace DistributedML.Pipelines.Yaml;

/// <summary>The kinds of models, by what a pipeline file calls them.</summary>
static class ModelKinds
{
    internal static readonly IReadOnlyDictionary<string, Type> ByName = new Dictionary<string, Type>
    {
        ["recommender"] = typeof(RecommenderDefinition),
        ["forecaster"] = typeof(ForecasterDefinition),
        ["anomaly-detector"] = typeof(AnomalyDetectorDefinition),
    };
}
