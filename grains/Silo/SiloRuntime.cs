using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Events;
using DistributedML.Grains.Kafka;
using DistributedML.Grains.Models;
using DistributedML.Pipelines.Models;

namespace DistributedML.Grains.Silo;

/// <summary>What the shards of a silo share.</summary>
public sealed class SiloRuntime : IAsyncDisposable
{
    internal SiloRuntime(SiloOptions options, Broker broker)
    {
        (Options, Broker) = (options, broker);
        Catalog = new ModelCatalog(options.Models, options.Pipeline.Models);
        Checkpoints = new SqliteCheckpointStore(Path.Combine(options.WorkFolder, "state.db"));
        DeadLetters = new DeadLetters(broker.Bootstrap);
        Deployments = [.. options.Pipeline.Streams.Select(stream => new Deployment(options.Pipeline, stream))];
        Sender = new EventSender(options.Pipeline, broker.Bootstrap, options.Shards.MaxEventBytes);
    }

    /// <summary>The silo's options.</summary>
    public SiloOptions Options { get; }

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

    /// <summary>How many shards may have a turn at once: half of the cores, the other half is for queries.</summary>
    internal Semaphore TurnGate { get; } = new(Math.Max(1, Environment.ProcessorCount / 2), int.MaxValue);

    /// <summary>Bytes of events after which a shard writes a checkpoint: half of what a replay sends ahead.</summary>
    internal long CheckpointBytes => Broker.BytesPerPartition * 3 / 8 ?? long.MaxValue;

    /// <summary>A deployment by its name.</summary>
    /// <exception cref="KeyNotFoundException">No deployment has this name.</exception>
    public Deployment Deployment(string name) => Deployments.FirstOrDefault(deployment => deployment.Name == name)
        ?? throw new KeyNotFoundException($"no deployment is named {name}; there are: {string.Join(", ", Deployments.Select(deployment => deployment.Name))}");

    /// <summary>The first deployment that a model of a kind learns from; null when none does.</summary>
    public Deployment? DeploymentOf<TModel>() where TModel : ModelDefinition =>
        Deployments.FirstOrDefault(deployment => deployment.Models.Any(model => model is TModel));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Checkpoints.DisposeAsync();
        DeadLetters.Dispose();
        Sender.Dispose();
        TurnGate.Dispose();
    }
}
