using System.Security.Cryptography;
using System.Text;
using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Kafka;
using DistributedML.Grains.Models;
using DistributedML.Grains.Silo;
using DistributedML.Pipelines.Events;

namespace DistributedML.Grains.Shards;

/// <summary>The state of all keys of a partition, and the offset that it belongs to. Used within the turns of its shard.</summary>
sealed class ShardState
{
    readonly Deployment _deployment;
    readonly int _partition;
    readonly List<AlertAnswer> _unstored = [];
    readonly Queue<AlertAnswer> _newest = new();
    readonly RateMeter _rate = new();

    internal ShardState(Deployment deployment, int partition, EventSchema schema)
    {
        (_deployment, _partition) = (deployment, partition);
        Models = [.. deployment.Models.Select(model => ShardModels.Create(model, schema))];
    }

    internal IShardModel[] Models { get; }

    internal string Incarnation { get; private set; } = "";

    internal long Offset { get; private set; }

    internal long Events { get; private set; }

    internal long DeadLetters { get; private set; }

    internal long LateEvents { get; private set; }

    internal long Alerts { get; private set; }

    internal DateTime? Watermark { get; private set; }

    internal double EventsPerSecond => _rate.PerSecond;

    internal IReadOnlyCollection<AlertAnswer> NewestAlerts => _newest;

    /// <summary>The first model of a kind; null when the deployment has none.</summary>
    internal TModel? Model<TModel>() where TModel : class => Models.OfType<TModel>().FirstOrDefault();

    /// <summary>Takes over what is stored.</summary>
    /// <param name="checkpoint">What is stored.</param>
    /// <param name="incarnation">The topic's life; under another one than the stored offset's, the state stays and the offset starts at 0.</param>
    /// <param name="catalog">Where the model versions come from that the states belong to.</param>
    internal void Restore(ShardCheckpoint checkpoint, string incarnation, ModelCatalog catalog)
    {
        Incarnation = incarnation;
        if (checkpoint.Position is not { } position) return;
        Offset = position.Incarnation == incarnation ? position.Offset : 0;
        (Events, DeadLetters, LateEvents, Alerts, Watermark) = (position.Events, position.DeadLetters, position.LateEvents, position.Alerts, position.Watermark);
        foreach (var model in Models)
        {
            var version = position.Versions.GetValueOrDefault(model.Definition.Name);
            model.Prepare(version == 0 ? null : catalog.Read(model.Definition, version), version);
        }
        var byName = Models.ToDictionary(model => model.Definition.Name);
        foreach (var entry in checkpoint.Entries)
        {
            if (byName.TryGetValue(entry.Model, out var model)) model.Read(entry);
        }
        foreach (var alert in checkpoint.Alerts) Remember(alert);
    }

    /// <summary>Goes over to the models that serve now.</summary>
    internal void Adopt(ModelCatalog catalog)
    {
        foreach (var model in Models)
        {
            if (catalog.Champion(model.Definition.Name) is { } champion && champion.Version != model.Version) model.Adopt(champion.Artifact, champion.Version, Owns);
        }
    }

    /// <summary>Applies events in order.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="nextOffset">The offset after the last of them.</param>
    /// <param name="deadLetters">Events between them that went to the dead-letter topic.</param>
    internal void Apply(EventBatch batch, long nextOffset, int deadLetters)
    {
        var found = _unstored.Count;
        foreach (var model in Models) model.Learn(batch, _unstored);
        for (var i = found; i < _unstored.Count; i++) Remember(_unstored[i]);
        Alerts += _unstored.Count - found;
        for (var row = 0; row < batch.Count; row++)
        {
            var time = batch.Times[row];
            if (Watermark is { } newest && time.Date < newest.Date) LateEvents++;
            if (Watermark is null || time > Watermark) Watermark = time;
        }
        Offset = nextOffset;
        Events += batch.Count;
        DeadLetters += deadLetters;
        _rate.Add(batch.Count);
    }

    /// <summary>Takes states that changed since they were last taken, about so many; false when no more are left.</summary>
    internal bool TakeChanged(int count, StateBuffer states)
    {
        foreach (var model in Models)
        {
            if (model.TakeChanged(count, states)) return true;
        }
        return false;
    }

    /// <summary>Takes the alerts raised since they were last taken.</summary>
    internal AlertAnswer[] TakeAlerts()
    {
        AlertAnswer[] alerts = [.. _unstored];
        _unstored.Clear();
        return alerts;
    }

    internal ShardPosition Position() => new()
    {
        Incarnation = Incarnation,
        Offset = Offset,
        Events = Events,
        DeadLetters = DeadLetters,
        LateEvents = LateEvents,
        Alerts = Alerts,
        Watermark = Watermark,
        Versions = Models.ToDictionary(model => model.Definition.Name, model => model.Version),
    };

    /// <summary>SHA-256 of counters and all states, in hexadecimal; the offset is not part of it.</summary>
    internal string Hash()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Events);
        writer.Write(DeadLetters);
        writer.Write(LateEvents);
        writer.Write(Alerts);
        writer.Write(Watermark?.Ticks ?? -1);
        foreach (var model in Models) model.Write(writer);
        writer.Flush();
        return Convert.ToHexString(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    bool Owns(string key) => Murmur2.Partition(key, _deployment.Stream.Partitions) == _partition;

    void Remember(AlertAnswer alert)
    {
        _newest.Enqueue(alert);
        if (_newest.Count > ShardCheckpoint.NewestAlerts) _newest.Dequeue();
    }
}
