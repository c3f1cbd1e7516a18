using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;

namespace DistributedML.Grains.Interfaces;

/// <summary>
/// The deployments of a silo as its callers see them: routes a key to its shard (same hash as Kafka's default partitioner), gathers the shards'
/// answers, and sends events. What the REST API and the commands use.
/// </summary>
public interface IDeployments
{
    /// <summary>The pipeline.</summary>
    Pipeline Pipeline { get; }

    /// <summary>Names of the deployments.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The models that are deployed, in the pipeline's order.</summary>
    IReadOnlyList<DeployedModel> Models { get; }

    /// <summary>The state of every shard of a deployment, by partition.</summary>
    /// <exception cref="KeyNotFoundException">No deployment has this name.</exception>
    Task<IReadOnlyList<ShardStatus>> GetStatus(string deployment);

    /// <summary>A model's answer to a question, as JSON; null when its key is not known.</summary>
    /// <param name="model">The model.</param>
    /// <param name="query">One of its kind's questions.</param>
    /// <param name="key">The key; empty when the question has none.</param>
    /// <param name="numbers">The values of the question's parameters, in their order.</param>
    /// <param name="body">The event or the rows that are asked about, as JSON; null when the question has none.</param>
    /// <exception cref="EventFormatException">The event is not JSON or breaks the schema.</exception>
    Task<byte[]?> Ask(DeployedModel model, ModelQuery query, string key, double[] numbers, byte[]? body = null);

    /// <summary>The version of a model that serves; null while none does.</summary>
    (IState Artifact, int Version)? Serving(DeployedModel model);

    /// <summary>How good the version of a model is that serves, as its training found it; null when none does, or nobody knows.</summary>
    ModelQuality? Quality(DeployedModel model);

    /// <summary>The newest outputs of all models over all shards, newest first.</summary>
    Task<IReadOnlyList<OutputRecord>> LatestOutputs(int count);

    /// <summary>Checks an event and sends it to the topic of each deployment whose key it has; returns where it was stored.</summary>
    /// <exception cref="EventFormatException">The event is not JSON or breaks the schema or an expectation.</exception>
    Task<IReadOnlyList<EventPosition>> Send(byte[] eventJson, CancellationToken cancel);

    /// <summary>Some keys of a deployment for people to pick from.</summary>
    Task<IReadOnlyList<string>> SampleKeys(string deployment, int count);

    /// <summary>SHA-256 over the states of all shards of a deployment, in hexadecimal: equal for equal states, however they were reached.</summary>
    /// <exception cref="KeyNotFoundException">No deployment has this name.</exception>
    Task<string> StateHash(string deployment);
}

/// <summary>A model that learns from a stream.</summary>
/// <param name="Definition">The model as the pipeline defines it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Deployment">The deployment.</param>
/// <param name="Table">The table whose rows are the deployment's events.</param>
public sealed record DeployedModel(ModelDefinition Definition, ModelKind Kind, string Deployment, Table Table)
{
    /// <summary>The model's name.</summary>
    public string Name => Definition.Name;
}
