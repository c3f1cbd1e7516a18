using DistributedML.Grains.Checkpoints;
using DistributedML.Models;
using DistributedML.Models.Derived;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;

namespace DistributedML.Grains.Runtime;

/// <summary>What the shards of a silo share.</summary>
public sealed class ShardRuntime : IAsyncDisposable
{
    internal ShardRuntime(Pipeline pipeline, ModelKinds kinds, IModelSource? models, string workFolder, ShardOptions shards, Broker broker)
    {
        (Pipeline, Kinds, Shards, Broker) = (pipeline, kinds, shards, broker);
        Catalog = new ModelCatalog(models, pipeline.Models);
        Checkpoints = new SqliteCheckpointStore(Path.Combine(workFolder, "state.db"));
        DeadLetters = new DeadLetters(broker.Connection);
        Deployments = [.. pipeline.Streams.Select(stream => new Deployment(pipeline, kinds, stream) { Topic = new(broker, stream.Topic) })];
        var schemas = Deployments.ToDictionary(deployment => deployment.Stream, deployment => deployment.Schema(shards.MaxEventBytes));
        Sender = new EventSender(pipeline, broker.Connection, Common(pipeline, shards.MaxEventBytes), stream => schemas[stream]);
    }

    /// <summary>The pipeline whose streams are deployed.</summary>
    public Pipeline Pipeline { get; }

    /// <summary>The kinds of its models.</summary>
    public ModelKinds Kinds { get; }

    /// <summary>How shards read, learn and store.</summary>
    public ShardOptions Shards { get; }

    /// <summary>The Kafka in use.</summary>
    public Broker Broker { get; }

    /// <summary>The pipeline's deployments.</summary>
    public IReadOnlyList<Deployment> Deployments { get; }

    /// <summary>Sends events that come over REST.</summary>
    public EventSender Sender { get; }

    /// <summary>Takes events that cannot be applied.</summary>
    internal DeadLetters DeadLetters { get; }

    /// <summary>Where the shards' states are stored.</summary>
    internal ICheckpointStore Checkpoints { get; }

    /// <summary>The trained models that serve now.</summary>
    internal ModelCatalog Catalog { get; }

    /// <summary>Why the registry cannot be followed; null when it can. The models that serve go on.</summary>
    internal string? Problem { get; set; }

    /// <summary>How many shards may have a turn at once: half of the cores, the other half is for queries.</summary>
    internal Semaphore TurnGate { get; } = new(Math.Max(1, Environment.ProcessorCount / 2), int.MaxValue);

    /// <summary>Bytes of events after which a shard writes a checkpoint: half of what a replay sends ahead.</summary>
    internal long CheckpointBytes => Broker.BytesPerPartition * 3 / 8 ?? long.MaxValue;

    /// <summary>A deployment by its name.</summary>
    /// <exception cref="KeyNotFoundException">No deployment has this name.</exception>
    public Deployment Deployment(string name) => Deployments.FirstOrDefault(deployment => deployment.Name == name)
        ?? throw new KeyNotFoundException($"no deployment is named {name}; there are: {string.Join(", ", Deployments.Select(deployment => deployment.Name))}");

    // What is known of an event before its stream is: an event may have the keys of some streams only.
    static EventSchema Common(Pipeline pipeline, int maxEventBytes)
    {
        var (rules, keys) = (pipeline.Expect.Columns, pipeline.Streams.Select(stream => stream.Key).ToHashSet());
        var needed = rules.Select(rule => rule.Column).Concat([pipeline.Table.Id, pipeline.Table.Time]).ToHashSet();
        return new(pipeline.Table, rules, [], keys, maxEventBytes, DerivedColumns.Of(pipeline, needed, keys, drops: []));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Checkpoints.DisposeAsync();
        DeadLetters.Dispose();
        Sender.Dispose();
        TurnGate.Dispose();
    }
}
