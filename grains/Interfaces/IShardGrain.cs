namespace DistributedML.Grains.Interfaces;

/// <summary>
/// One Kafka partition of a deployment: the state of all keys of that partition, and the only one that applies its events, in order.
/// The grain's key is "deployment/partition", see <see cref="ShardId"/>. Queries interleave between batches of events.
/// </summary>
[Alias("DistributedML.IShardGrain")]
public interface IShardGrain : IGrainWithStringKey
{
    /// <summary>Starts consuming unless it already does; called again and again by every silo, so that a lost shard comes up elsewhere.</summary>
    Task Start();

    /// <summary>Writes a checkpoint and stops consuming.</summary>
    Task Stop();

    /// <summary>Where the shard stands.</summary>
    Task<ShardStatus> GetStatus();

    /// <summary>The <paramref name="count"/> best items for a user, items that the user has left out.</summary>
    Task<RecommendationAnswer> Recommend(string user, int count);

    /// <summary>The forecast of a series, or null when the series is not known.</summary>
    /// <param name="series">The key.</param>
    /// <param name="horizon">Days ahead, 1 to 365.</param>
    /// <param name="level">Coverage of the intervals, between 0 and 1.</param>
    Task<ForecastAnswer?> Forecast(string series, int horizon, double level);

    /// <summary>This shard's part of the total series: its sum of the forecaster's total column for each step with events, ascending.</summary>
    Task<IReadOnlyList<StepValue>> Totals();

    /// <summary>The newest alerts, newest first.</summary>
    Task<IReadOnlyList<AlertAnswer>> LatestAlerts(int count);

    /// <summary>How anomalous an event would be, without learning from it.</summary>
    /// <param name="eventJson">The event, UTF-8 JSON with the table's columns.</param>
    Task<ScoreAnswer> Score(byte[] eventJson);

    /// <summary>Keys that the shard knows, in an order of its own, for people to pick from.</summary>
    Task<IReadOnlyList<string>> SampleKeys(int count);

    /// <summary>SHA-256 of the shard's whole state after the last applied batch, in hexadecimal.</summary>
    Task<string> StateHash();
}
