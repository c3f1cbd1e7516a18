namespace DistributedML.Grains.Interfaces;

/// <summary>
/// The deployments of a silo as its callers see them: routes a key to its shard (same hash as Kafka's default partitioner), gathers the shards'
/// answers, and sends events. What the REST API and the commands use.
/// </summary>
public interface IDeployments
{
    /// <summary>Names of the deployments.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The deployment that <see cref="Recommend"/> asks; null when the pipeline deploys no recommender.</summary>
    string? RecommenderDeployment { get; }

    /// <summary>The deployment that <see cref="Forecast"/> asks; null when the pipeline deploys no forecaster.</summary>
    string? ForecasterDeployment { get; }

    /// <summary>The deployment that <see cref="LatestAlerts"/> and <see cref="Score"/> ask; null when the pipeline deploys no anomaly detector.</summary>
    string? DetectorDeployment { get; }

    /// <summary>The state of every shard of a deployment, by partition.</summary>
    /// <exception cref="KeyNotFoundException">No deployment has this name.</exception>
    Task<IReadOnlyList<ShardStatus>> GetStatus(string deployment);

    /// <summary>The best items for a user, from the deployment that the pipeline's recommender learns from.</summary>
    /// <exception cref="InvalidOperationException">The pipeline deploys no recommender.</exception>
    Task<RecommendationAnswer> Recommend(string user, int count);

    /// <summary>The forecast of a series; null when the series is not known.</summary>
    /// <exception cref="InvalidOperationException">The pipeline deploys no forecaster.</exception>
    Task<ForecastAnswer?> Forecast(string series, int horizon, double level);

    /// <summary>The newest alerts over all shards, newest first.</summary>
    Task<IReadOnlyList<AlertAnswer>> LatestAlerts(int count);

    /// <summary>How anomalous an event would be, without learning from it.</summary>
    /// <exception cref="EventFormatException">The event is not JSON or breaks the schema.</exception>
    Task<ScoreAnswer> Score(byte[] eventJson);

    /// <summary>Checks an event and sends it to the topic of each deployment whose key it has; returns where it was stored.</summary>
    /// <exception cref="EventFormatException">The event is not JSON or breaks the schema or an expectation.</exception>
    Task<IReadOnlyList<EventPosition>> Send(byte[] eventJson, CancellationToken cancel);

    /// <summary>Some keys of a deployment for people to pick from.</summary>
    Task<IReadOnlyList<string>> SampleKeys(string deployment, int count);

    /// <summary>SHA-256 over the states of all shards of a deployment, in hexadecimal: equal for equal states, however they were reached.</summary>
    /// <exception cref="KeyNotFoundException">No deployment has this name.</exception>
    Task<string> StateHash(string deployment);
}
