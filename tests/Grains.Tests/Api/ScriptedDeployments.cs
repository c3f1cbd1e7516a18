using DistributedML.Grains.Interfaces;

namespace DistributedML.Tests.Grains.Api;

/// <summary>Deployments whose answers the test writes: for the laws of the HTTP layer, which know nothing of shards.</summary>
sealed class ScriptedDeployments : IDeployments
{
    public IReadOnlyList<string> Names { get; set; } = ["customers", "items"];
    public string? RecommenderDeployment { get; set; } = "customers";
    public string? ForecasterDeployment { get; set; } = "items";
    public string? DetectorDeployment { get; set; } = "items";

    public Func<string, IReadOnlyList<ShardStatus>> OnStatus { get; set; } = name => [Shard(name, 0), Shard(name, 1)];
    public Func<string, int, RecommendationAnswer> OnRecommend { get; set; } = (user, count) =>
        new(user, true, "recommender v3", [.. Enumerable.Range(0, count).Select(i => new RecommendedItem($"item{i}", 1.0 / (i + 1)))]);
    public Func<string, int, double, ForecastAnswer?> OnForecast { get; set; } = (series, horizon, level) =>
        new(series, "forecaster v1", level, [], [.. Enumerable.Range(0, horizon).Select(day => new ForecastDay(new DateOnly(2011, 12, 9).AddDays(day), 2, 1, 3))]);
    public Func<int, IReadOnlyList<AlertAnswer>> OnAlerts { get; set; } = _ => [];
    public Func<byte[], ScoreAnswer> OnScore { get; set; } = _ => new("20726", true, false, 0.5, 0.6, "as usual");
    public Func<byte[], IReadOnlyList<EventPosition>> OnSend { get; set; } = _ => [new("shop.customers", 1, 41), new("shop.items", 0, 7)];

    public static ShardStatus Shard(string deployment, int partition) => new()
    {
        Deployment = deployment,
        Partition = partition,
        Silo = "S1",
        Offset = 100,
        EndOffset = 103,
        CheckpointOffset = 90,
        Events = 99,
        DeadLetters = 1,
        EventsPerSecond = 12.5,
        Watermark = new DateTime(2011, 12, 8, 10, 0, partition),
        Keys = 5,
        Models = ["recommender v3"],
    };

    public async Task<IReadOnlyList<ShardStatus>> GetStatus(string deployment)
    {
        await Task.Yield();
        return Names.Contains(deployment) ? OnStatus(deployment) : throw new KeyNotFoundException(deployment);
    }

    public Task<RecommendationAnswer> Recommend(string user, int count) => Task.FromResult(OnRecommend(user, count));
    public Task<ForecastAnswer?> Forecast(string series, int horizon, double level) => Task.FromResult(OnForecast(series, horizon, level));
    public Task<IReadOnlyList<AlertAnswer>> LatestAlerts(int count) => Task.FromResult(OnAlerts(count));
    public Task<ScoreAnswer> Score(byte[] eventJson) => Task.FromResult(OnScore(eventJson));
    public Task<IReadOnlyList<EventPosition>> Send(byte[] eventJson, CancellationToken cancel) => Task.FromResult(OnSend(eventJson));
    public Task<IReadOnlyList<string>> SampleKeys(string deployment, int count) =>
        Task.FromResult<IReadOnlyList<string>>([.. Enumerable.Range(0, count).Select(i => $"{deployment}-{i}")]);

    public Task<string> StateHash(string deployment) => throw new NotSupportedException("the API does not ask for it");
}
