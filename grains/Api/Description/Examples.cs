using System.Text.Json.Nodes;
using DistributedML.Grains.Interfaces;
using DistributedML.Pipelines;

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
        Outputs = 0,
        EventsPerSecond = 31_250.5,
        Watermark = new DateTime(2011, 11, 4, 14, 22, 0),
        Keys = 1_093,
        Epoch = 1,
        Models = ["taste v1"],
    };

    static readonly OutputAnswer Output = new("560776-1/anomalies/amount/20726", "560776-1", "anomalies", "20726", new DateTime(2011, 7, 21, 8, 44, 0), "amount",
        new JsonObject { ["observed"] = 74_215, ["expected"] = 12.5 });

    public static DeploymentAnswer Deployment { get; } = new()
    {
        Name = "customers",
        Answers = ["taste/recommendations"],
        Ready = true,
        Totals = DeploymentTotals.Of([Shard]),
        Shards = [Shard],
    };

    public static DeploymentsAnswer Deployments { get; } = new([Deployment]);

    public static KeysAnswer Keys { get; } = new("customers", ["13995", "17850"]);

    public static OutputsAnswer Outputs { get; } = new([Output]);

    public static SentAnswer Sent { get; } = new([new("online-retail.customers", 0, 46_150), new("online-retail.items", 3, 51_023)]);

    public static LiveAnswer Live { get; } = new([Deployment], [Output]);

    /// <summary>The deployed models themselves are the example.</summary>
    public static ModelsAnswer Models(IDeployments deployments) =>
        new(deployments.Pipeline.Name, [.. deployments.Models.Select(model => ModelAnswer.Of(model, deployments))]);

    /// <summary>The first of them.</summary>
    public static ModelAnswer Model(IDeployments deployments) => deployments.Models.Count > 0
        ? ModelAnswer.Of(deployments.Models[0], deployments)
        : new() { Name = "model", Kind = "kind", Deployment = "deployment", Columns = [], Queries = [] };

    /// <summary>A row of the pipeline's table.</summary>
    public static JsonObject Event(Table table)
    {
        var row = new JsonObject();
        foreach (var column in table.Columns)
        {
            row[column.Name] = column.Type switch
            {
                ColumnType.Integer => 10,
                ColumnType.Double => 16.5,
                ColumnType.Boolean => false,
                ColumnType.Timestamp => "2011-07-21T08:44:00",
                ColumnType.Date => "2011-07-21",
                _ => column.Name == table.Id ? "560776-1" : column.Name,
            };
        }
        return row;
    }
}
