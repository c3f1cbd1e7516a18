using System.Text.Json;
using DistributedML.Grains.Interfaces;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Models.AnomalyDetectors;
using DistributedML.Models.Forecasters;
using DistributedML.Models.Queries;
using DistributedML.Models.Recommenders;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Streams;

namespace DistributedML.Tests.Grains.Api;

/// <summary>Deployments whose answers the test writes: for the laws of the HTTP layer, which know nothing of shards.</summary>
sealed class ScriptedDeployments : IDeployments
{
    public Pipeline Pipeline { get; } = Silo.Shop.Pipeline("shop");

    public IReadOnlyList<string> Names { get; set; } = ["customers", "items"];

    public IReadOnlyList<DeployedModel> Models { get; set; }

    public ScriptedDeployments() =>
        Models = [.. Pipeline.Models.Where(model => model.Stream is not null).Select(model => new DeployedModel(model, ModelKinds.Standard.Of(model), model.Stream!, Pipeline.Table))];

    public Func<string, IReadOnlyList<ShardStatus>> OnStatus { get; set; } = name => [Shard(name, 0), Shard(name, 1)];
    public Func<string, int, RecommendationAnswer> OnRecommend { get; set; } = (user, count) =>
        new(user, true, "recommender v3", [.. Enumerable.Range(0, count).Select(i => new RecommendedItem($"item{i}", 1.0 / (i + 1)))]);
    public Func<string, int, double, ForecastAnswer?> OnForecast { get; set; } = (series, horizon, level) =>
        new(series, "forecaster v1", level, [], [.. Enumerable.Range(0, horizon).Select(day => new ForecastStep(new DateOnly(2011, 12, 9).AddDays(day), 2, 1, 3))]);
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

    public async Task<byte[]?> Ask(DeployedModel model, ModelQuery query, string key, double[] numbers, byte[]? body = null)
    {
        await Task.Yield();
        object? answer = query.Name switch
        {
            "recommendations" => OnRecommend(key, (int)numbers[0]),
            "forecasts" => OnForecast(key, (int)numbers[0], numbers[1]),
            "alerts" => new AlertsAnswer(OnAlerts((int)numbers[0])),
            _ => OnScore(body!),
        };
        return answer is null ? null : JsonSerializer.SerializeToUtf8Bytes(answer, JsonSerializerOptions.Web);
    }

    public ModelQuality? Quality(DeployedModel model) => OnQuality(model.Name);

    public Func<string, ModelQuality?> OnQuality { get; set; } = _ => null;

    public (IState Artifact, int Version)? Serving(DeployedModel model) => null;

    public Task<IReadOnlyList<OutputRecord>> LatestOutputs(int count) => Task.FromResult<IReadOnlyList<OutputRecord>>([.. OnAlerts(count).Select(alert => new OutputRecord(
        alert.End is null ? alert.Id : $"{alert.Id}-end", alert.EventId, "anomalies", alert.Key, alert.End ?? alert.Time,
            alert.End is null ? alert.Kind : $"{alert.Kind}-end",
        alert.End is { } end
            ? JsonSerializer.Serialize(new IncidentPayload(
                alert.Time, alert.PeakTime, end, alert.Events, alert.Observed, alert.Expected, alert.Score, alert.Probability,
                    alert.Evidence), JsonSerializerOptions.Web)
            : JsonSerializer.Serialize(new AlertPayload(alert.Observed, alert.Expected, alert.Score, alert.Probability, alert.Evidence),
                JsonSerializerOptions.Web)))]);

    public Task<IReadOnlyList<EventPosition>> Send(byte[] eventJson, CancellationToken cancel) => Task.FromResult(OnSend(eventJson));
    public Task<IReadOnlyList<string>> SampleKeys(string deployment, int count) =>
        Task.FromResult<IReadOnlyList<string>>([.. Enumerable.Range(0, count).Select(i => $"{deployment}-{i}")]);

    public Task<string> StateHash(string deployment) => throw new NotSupportedException("the API does not ask for it");
}
