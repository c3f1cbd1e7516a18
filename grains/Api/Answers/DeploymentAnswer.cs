using DistributedML.Grains.Interfaces;

namespace DistributedML.Grains.Api;

/// <summary>A deployment as it stands.</summary>
public sealed record DeploymentAnswer
{
    /// <summary>The deployment's name.</summary>
    public required string Name { get; init; }

    /// <summary>The queries that its models answer, as "recommender/recommendations".</summary>
    public required IReadOnlyList<string> Answers { get; init; }

    /// <summary>Whether every shard consumes without error.</summary>
    public required bool Ready { get; init; }

    /// <summary>Why the shards' state is not known; null when it is.</summary>
    public string? Error { get; init; }

    /// <summary>Sums over the shards.</summary>
    public required DeploymentTotals Totals { get; init; }

    /// <summary>The shards, by partition.</summary>
    public required IReadOnlyList<ShardStatus> Shards { get; init; }

    /// <summary>Describes a deployment by its shards.</summary>
    public static DeploymentAnswer Of(IDeployments deployments, string name, IReadOnlyList<ShardStatus> shards) => new()
    {
        Name = name,
        Answers = QueriesOf(deployments, name),
        Ready = shards.Count > 0 && shards.All(shard => shard.Error is null),
        Totals = DeploymentTotals.Of(shards),
        Shards = shards,
    };

    /// <summary>Describes a deployment whose shards did not answer.</summary>
    public static DeploymentAnswer Unknown(IDeployments deployments, string name, string error) =>
        Of(deployments, name, []) with { Error = error };

    static List<string> QueriesOf(IDeployments deployments, string name) =>
        [.. deployments.Models.Where(model => model.Deployment == name).SelectMany(model => model.Kind.Queries.Select(query => $"{model.Name}/{query.Name}"))];
}
