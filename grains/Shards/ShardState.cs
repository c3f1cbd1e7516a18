using System.Security.Cryptography;
using System.Text;
using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Runtime;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;

namespace DistributedML.Grains.Shards;

/// <summary>The state of all keys of a partition, and the offset that it belongs to. Used within the turns of its shard.</summary>
sealed class ShardState
{
    readonly Deployment _deployment;
    readonly int _partition;
    readonly List<OutputRecord> _unstored = [];
    readonly Dictionary<string, Queue<OutputRecord>> _newest = [];
    readonly RateMeter _rate = new();
    int _learning, _row;   // the model, and its row, that a slice ended at

    internal ShardState(Deployment deployment, int partition, EventSchema schema)
    {
        (_deployment, _partition) = (deployment, partition);
        Models = deployment.CreateModels(schema);
    }

    internal IStreamModel[] Models { get; }

    internal string Incarnation { get; private set; } = "";

    internal long Offset { get; private set; }

    internal long Events { get; private set; }

    internal long DeadLetters { get; private set; }

    internal long LateEvents { get; private set; }

    internal long Outputs { get; private set; }

    internal DateTime? Watermark { get; private set; }

    internal double EventsPerSecond => _rate.PerSecond;

    /// <summary>The newest outputs of all models, newest first.</summary>
    internal IEnumerable<OutputRecord> NewestOutputs =>
        _newest.Values.SelectMany(outputs => outputs).OrderByDescending(output => output.Time).ThenBy(output => output.Id, StringComparer.Ordinal);

    /// <summary>The newest outputs of a model, oldest first.</summary>
    internal IReadOnlyCollection<OutputRecord> OutputsOf(string model) => _newest.TryGetValue(model, out var outputs) ? outputs : [];

    /// <summary>A model by its name; null when the deployment has none of it.</summary>
    internal IStreamModel? Model(string name) => Array.Find(Models, model => model.Definition.Name == name);

    /// <summary>Takes over what is stored.</summary>
    /// <param name="checkpoint">What is stored.</param>
    /// <param name="incarnation">The topic's life; under another one than the stored offset's, the state stays and the offset starts at 0.</param>
    /// <param name="catalog">Where the model versions come from that the states belong to.</param>
    internal void Restore(ShardCheckpoint checkpoint, string incarnation, ModelCatalog catalog)
    {
        Incarnation = incarnation;
        if (checkpoint.Position is not { } position) return;
        Offset = position.Incarnation == incarnation ? position.Offset : 0;
        (Events, DeadLetters, LateEvents, Outputs, Watermark) = (position.Events, position.DeadLetters, position.LateEvents, position.Outputs, position.Watermark);
        foreach (var model in Models)
        {
            if (!position.Models.TryGetValue(model.Definition.Name, out var stored)) continue;
            var kind = _deployment.Kinds.Of(model.Definition);
            Artifact.Expect(kind.Name, kind.Format, stored.Kind, stored.Format, $"the stored state of model {model.Definition.Name}");
            model.Prepare(stored.Version == 0 ? null : catalog.Read(model.Definition, stored.Version), stored.Version);
        }
        var byName = Models.ToDictionary(model => model.Definition.Name);
        foreach (var entry in checkpoint.Entries)
        {
            if (byName.TryGetValue(entry.Model, out var model)) model.Read(entry);
        }
        foreach (var output in checkpoint.Outputs) Remember(output);
    }

    /// <summary>Goes over to the models that serve now, some keys at a time; false when all do.</summary>
    internal bool ContinueAdopting(ModelCatalog catalog)
    {
        foreach (var model in Models)
        {
            if (model.ContinueAdopting()) return true;
            if (catalog.Champion(model.Definition.Name) is not { } champion || champion.Version == model.Version) continue;
            model.Adopt(champion.Artifact, champion.Version, Owns);
            return true;
        }
        return false;
    }

    /// <summary>Applies events in order, as far as one slice goes; false when all of them are applied. Called with the same batch until then.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="nextOffset">The offset after the last of them.</param>
    /// <param name="deadLetters">Events between them that went to the dead-letter topic.</param>
    internal bool Apply(EventBatch batch, long nextOffset, int deadLetters)
    {
        var found = _unstored.Count;
        while (_learning < Models.Length)
        {
            _row = Models[_learning].Learn(batch, _row, _unstored);
            if (_row < batch.Count) break;
            (_learning, _row) = (_learning + 1, 0);
        }
        for (var i = found; i < _unstored.Count; i++) Remember(_unstored[i]);
        Outputs += _unstored.Count - found;
        if (_learning < Models.Length) return true;

        (_learning, _row) = (0, 0);
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
        return false;
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

    /// <summary>Takes what the models put out since it was last taken.</summary>
    internal OutputRecord[] TakeOutputs()
    {
        OutputRecord[] outputs = [.. _unstored];
        _unstored.Clear();
        return outputs;
    }

    internal ShardPosition Position() => new()
    {
        Incarnation = Incarnation,
        Offset = Offset,
        Events = Events,
        DeadLetters = DeadLetters,
        LateEvents = LateEvents,
        Outputs = Outputs,
        Watermark = Watermark,
        Models = Models.ToDictionary(model => model.Definition.Name, Stored),
    };

    /// <summary>SHA-256 of counters and all states, in hexadecimal; the offset is not part of it.</summary>
    internal string Hash()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Events);
        writer.Write(DeadLetters);
        writer.Write(LateEvents);
        writer.Write(Outputs);
        writer.Write(Watermark?.Ticks ?? -1);
        foreach (var model in Models) model.Write(writer);
        writer.Flush();
        return Convert.ToHexString(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    bool Owns(string key) => Murmur2.Partition(key, _deployment.Stream.Partitions) == _partition;

    StoredModel Stored(IStreamModel model)
    {
        var kind = _deployment.Kinds.Of(model.Definition);
        return new(model.Version, kind.Name, kind.Format);
    }

    // By model, so that one that puts out much does not drive out what others say.
    void Remember(OutputRecord output)
    {
        if (!_newest.TryGetValue(output.Model, out var newest)) _newest.Add(output.Model, newest = new());
        newest.Enqueue(output);
        if (newest.Count > ShardCheckpoint.NewestOutputs) newest.Dequeue();
    }
}
