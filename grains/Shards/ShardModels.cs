using DistributedML.Grains.Silo;
using DistributedML.Pipelines.Events;
using DistributedML.Pipelines.Models;

namespace DistributedML.Grains.Shards;

/// <summary>Makes what a deployment's models keep.</summary>
static class ShardModels
{
    /// <summary>The events of a deployment, with the columns that its models read.</summary>
    internal static EventSchema Schema(Deployment deployment, int maxEventBytes) =>
        new(deployment.Pipeline.Table, deployment.Pipeline.Expect.Columns, [deployment.Stream.Key], deployment.Models.SelectMany(Columns), maxEventBytes);

    internal static IShardModel Create(ModelDefinition definition, EventSchema schema) => definition switch
    {
        RecommenderDefinition recommender => new RecommenderShard(recommender, schema),
        ForecasterDefinition forecaster => new ForecasterShard(forecaster, schema),
        AnomalyDetectorDefinition detector => new DetectorShard(detector, schema),
        _ => throw new NotSupportedException($"model {definition.Name}: no shard learns a {definition.GetType().Name}"),
    };

    static IEnumerable<string> Columns(ModelDefinition definition) => definition.Where.Select(rule => rule.Column).Concat(definition switch
    {
        RecommenderDefinition recommender => [recommender.User, recommender.Item, recommender.Basket],
        ForecasterDefinition { Total: { } total } forecaster => [forecaster.Series, forecaster.Value, total],
        ForecasterDefinition forecaster => [forecaster.Series, forecaster.Value],
        AnomalyDetectorDefinition detector => [detector.Key, detector.Amount],
        _ => [],
    });
}
