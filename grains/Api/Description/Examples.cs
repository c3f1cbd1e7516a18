using System.Text.Json.Nodes;
using DistributedML.Grains.Interfaces;

namespace DistributedML.Grains.Api;

/// <summary>Examples for the description of the API.</summary>
static class Examples
{
    static readonly ShardStatus Shard = new()
    {
        Deployment = "customers",
        Partition = 0,
        Silo = "S127.0.0.1:11111:149874",
        Offset = 46_120,
        EndOffset = 46_150,
        CheckpointOffset = 46_000,
        Events = 46_118,
        DeadLetters = 2,
        Alerts = 0,
        EventsPerSecond = 31_250.5,
        Watermark = new DateTime(2011, 11, 4, 14, 22, 0),
        Keys = 1_093,
        Epoch = 1,
        Models = ["recommender v1"],
    };

    static readonly AlertAnswer Alert = new("536365-4/amount", "560776-1", "20726", new DateTime(2011, 7, 21, 8, 44, 0), "amount", 74_215, 12.5, 41.2, 1e-12,
        "74215 where 12.5 was expected: 41.2 robust standard deviations above");

    public static DeploymentAnswer Deployment { get; } = new()
    {
        Name = "customers",
        Answers = ["recommendations"],
        Ready = true,
        Totals = DeploymentTotals.Of([Shard]),
        Shards = [Shard],
    };

    public static DeploymentsAnswer Deployments { get; } = new([Deployment]);

    public static KeysAnswer Keys { get; } = new("customers", ["13995", "17850"]);

    public static RecommendationAnswer Recommendation { get; } = new("13995", true, "recommender v1", [new("22423", 1.42), new("85123A", 1.17)]);

    public static ForecastAnswer Forecast { get; } = new("20726", "forecaster v1", 0.8,
        [new(new DateOnly(2011, 12, 7), 31), new(new DateOnly(2011, 12, 8), 44)],
        [new(new DateOnly(2011, 12, 9), 36.2, 11.8, 70.4), new(new DateOnly(2011, 12, 10), 2.1, 0, 9.3)]);

    public static AlertsAnswer Alerts { get; } = new([Alert]);

    public static ScoreAnswer Score { get; } = new("20726", true, true, 9.6, 3e-8, "4000 where 12.5 was expected: 9.6 robust standard deviations above");

    public static SentAnswer Sent { get; } = new([new("online-retail.customers", 0, 46_150), new("online-retail.items", 3, 51_023)]);

    public static LiveAnswer Live { get; } = new([Deployment], [Alert]);

    public static JsonObject Event { get; } = new()
    {
        ["id"] = "560776-1",
        ["invoice"] = "560776",
        ["item"] = "20726",
        ["description"] = "LUNCH BAG WOODLAND",
        ["quantity"] = 10,
        ["time"] = "2011-07-21T08:44:00",
        ["price"] = 1.65,
        ["customer"] = "13995",
        ["country"] = "United Kingdom",
        ["amount"] = 16.5,
        ["cancelled"] = false,
        ["repeated"] = false,
    };
}
