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
    const int DamageShown = 5;
    readonly Deployment _deployment;
    readonly int _partition;
    readonly List<OutputRecord> _unstored = [];
    readonly Dictionary<string, Queue<OutputRecord>> _newest = [];
    readonly HashSet<string> _ids = new(StringComparer.Ordinal);   // of the outputs above
    readonly RateMeter _rate = new();
    readonly DayOffsets _days = new();
    readonly HashSet<string> _replaced = [];
    readonly int _partitions;
    int _learning, _row;   // the model, and its row, that a slice ended at
    DateTime? _goneUntil;
    long _observedHour = -1;
    int _passing;

    internal ShardState(Deployment deployment, int partition, EventSchema schema)
    {
        (_deployment, _partition, _partitions) = (deployment, partition, deployment.Partitions);
        Models = [.. deployment.Models.Select(model => deployment.CreateModel(model, schema))];
    }

    /// <summary>What stands for a model's name where the shard itself stores something.</summary>
    internal const string Own = "";

    internal IStreamModel[] Models { get; }

    /// <summary>The ids of the newest events. Used by the thread that reads them.</summary>
    internal RecentIds Ids { get; } = new();

    /// <summary>Events whose time is too far ahead to be believed yet. Used by the thread that reads them.</summary>
    internal HeldEvents Held { get; } = new();

    /// <summary>Events that other shards have handed over. Used by the thread that reads events.</summary>
    internal HandedEvents Handed { get; } = new();

    internal string Incarnation { get; private set; } = "";

    /// <summary>Numbers of partitions that the topic had before, oldest first.</summary>
    internal IReadOnlyList<int> FormerPartitions { get; private set; } = [];

    /// <summary>Whether anything was learned, here or by the shards that keys have come from.</summary>
    internal bool HasLearned => Events > 0 || _goneUntil is not null;

    internal long Offset { get; private set; }

    internal long Events { get; private set; }

    internal long DeadLetters { get; private set; }

    internal long LateEvents { get; private set; }

    internal long KnownEvents { get; private set; }

    internal long Duplicates { get; private set; }

    internal long Dropped { get; private set; }

    internal long Outputs { get; private set; }

    /// <summary>Stored states that were damaged, for people; null when there were none.</summary>
    internal string? Damage { get; private set; }

    internal DateTime? Watermark { get; private set; }

    /// <summary>The end of the training that ended last; null when no model says.</summary>
    internal DateTime? TrainedUntil => Models.Max(model => model.TrainedUntil);

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
        (KnownEvents, Duplicates, Dropped, _goneUntil) = (position.KnownEvents, position.Duplicates, position.Dropped, position.GoneUntil);
        if (position.Incarnation == incarnation)
        {
            _days.Restore(position.DayOffsets);
            FormerPartitions = position.FormerPartitions;
        }
        else
        {
            _goneUntil = DeploymentClock.Later(_goneUntil, Watermark);
        }
        foreach (var day in position.DayOffsets.Keys) _deployment.Clock.Observe(new DateTime(day * TimeSpan.TicksPerDay));
        if (Watermark is { } watermark) _deployment.Clock.Observe(watermark);
        foreach (var model in Models)
        {
            if (!position.Models.TryGetValue(model.Definition.Name, out var stored)) continue;
            var kind = _deployment.Kinds.Of(model.Definition);
            Artifact.Expect(kind.Name, kind.Format, stored.Kind, stored.Format, $"the stored state of model {model.Definition.Name}");
            if (stored.Version != 0) model.Prepare(catalog.Read(model.Definition, stored.Version));
        }
        var byName = Models.ToDictionary(model => model.Definition.Name);
        foreach (var entry in checkpoint.Entries)
        {
            if (byName.TryGetValue(entry.Model, out var model)) model.Read(entry);
            else if (entry.Model == Own && HandedEvents.Event(entry) is { } late) Handed.Add(late);
            else if (entry.Model == Own) _ = Ids.Read(entry) || Held.Read(entry);
        }
        if (position.HasGained) Array.ForEach(Models, model => model.Gain());
        foreach (var output in checkpoint.Outputs) Remember(output);
        if (checkpoint.Damaged.Count == 0) return;
        var named = checkpoint.Damaged.Take(DamageShown).Select(entry => entry.Key.Length == 0 ? entry.Model : $"{entry.Model}/{entry.Key}");
        Damage = $"{checkpoint.Damaged.Count} of the stored states are damaged and were left out: {string.Join(", ", named)}{(checkpoint.Damaged.Count > DamageShown ? ", ..." : "")}; "
            + "these keys begin anew. Stop the silo and remove the state file to learn all events of the topic again";
    }

    /// <summary>Where nothing was learned yet, begins with the models that serve now. Followed by <see cref="ContinueAdopting"/>.</summary>
    internal void Begin(ModelCatalog catalog)
    {
        if (HasLearned) return;
        foreach (var model in Models)
        {
            if (model.Version == 0 && catalog.Champion(model.Definition.Name) is { } champion) Adopt(model, champion);
        }
    }

    /// <summary>Takes over a version in place, some keys at a time: keys keep what they learned. Followed by <see cref="ContinueAdopting"/>.</summary>
    internal void Adopt(IStreamModel model, TrainedVersion version) => model.Adopt(version, Owns);

    /// <summary>Goes on with a version that is taken over in place; false when it is done.</summary>
    internal bool ContinueAdopting() => Array.Exists(Models, model => model.ContinueAdopting());

    /// <summary>An offset that no event from a time on is before; null when there is none, and <paramref name="isGone"/> says whether some are not in the topic any more.</summary>
    internal long? OffsetFrom(DateTime time, out bool isGone)
    {
        isGone = time <= _goneUntil;
        return _days.From(time);
    }

    /// <summary>A model that has just begun with a version, as for <see cref="Replace"/>.</summary>
    internal IStreamModel Begin(IStreamModel model, TrainedVersion version, EventSchema schema)
    {
        var begun = _deployment.CreateModel(model.Definition, schema);
        begun.Adopt(version, Owns);
        return begun;
    }

    /// <summary>Puts a model in the place of the one of its name. Its outputs are not put out: what was said of past events was said.</summary>
    internal void Replace(IStreamModel model)
    {
        Models[Array.FindIndex(Models, before => before.Definition.Name == model.Definition.Name)] = model;
        _replaced.Add(model.Definition.Name);
    }

    /// <summary>Applies events in order, as far as one slice goes; false when all of them are applied. Called with the same batch until then.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="place">Where they stand in the partition.</param>
    internal bool Apply(EventBatch batch, ReadPlace place)
    {
        var found = _unstored.Count;
        while (_learning < Models.Length)
        {
            _row = Models[_learning].Learn(batch, _row, _unstored);
            if (_row < batch.Count) break;
            (_learning, _row) = (_learning + 1, 0);
        }
        Remember(found);
        if (_learning < Models.Length) return true;

        (_learning, _row) = (0, 0);
        var known = TrainedUntil;
        for (var row = 0; row < batch.Count; row++)
        {
            var time = batch.Times[row];
            if (time < known) KnownEvents++;
            else if (Watermark is { } newest && time.Date < newest.Date) LateEvents++;
            if (Watermark is null || time > Watermark) Watermark = time;
            if (place.IsHanded) _goneUntil = DeploymentClock.Later(_goneUntil, time);   // the shard's own partition does not have it
            _days.Add(time, place.FirstOffset);
            if (time.Ticks / TimeSpan.TicksPerHour is var hour && hour == _observedHour) continue;
            _observedHour = hour;
            _deployment.Clock.Observe(time);
        }
        if (Watermark is { } watermark) _deployment.Clock.Observe(watermark);
        Offset = place.NextOffset;
        Events += batch.Count;
        DeadLetters += place.DeadLetters;
        Duplicates += place.Duplicates;
        Dropped += place.Dropped;
        _rate.Add(batch.Count);
        return false;
    }

    /// <summary>Tells the models of time that passed in other shards, as far as one slice goes; false when all know. See <see cref="IStreamModel.Pass"/>.</summary>
    internal bool Pass(IReadOnlyList<DateTime> hours)
    {
        var found = _unstored.Count;
        while (_passing < Models.Length && !Models[_passing].Pass(hours, _unstored)) _passing++;
        Remember(found);
        if (_passing < Models.Length) return true;
        _passing = 0;
        return false;
    }

    /// <summary>Takes states that changed since they were last taken, about so many; false when no more are left.</summary>
    internal bool TakeChanged(int count, StateBuffer states)
    {
        foreach (var model in Models)
        {
            if (model.TakeChanged(count, states)) return true;
        }
        Ids.TakeChanged(states);
        Held.TakeChanged(states);
        return false;
    }

    /// <summary>Takes the names of the models that were replaced since they were last taken.</summary>
    internal string[] TakeReplaced()
    {
        string[] replaced = [.. _replaced];
        _replaced.Clear();
        return replaced;
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
        KnownEvents = KnownEvents,
        Duplicates = Duplicates,
        Dropped = Dropped,
        DayOffsets = _days.All,
        GoneUntil = _goneUntil,
        FormerPartitions = FormerPartitions,
        Outputs = Outputs,
        Watermark = Watermark,
        Models = Models.ToDictionary(model => model.Definition.Name, Stored),
    };

    /// <summary>
    /// SHA-256 of counters and all states, in hexadecimal. The offset is not part of it, nor is what was put out or counted as late, which depends on
    /// when models came and when the time of other shards went on.
    /// </summary>
    internal string Hash()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Events);
        writer.Write(DeadLetters);
        writer.Write(Watermark?.Ticks ?? -1);
        foreach (var model in Models) model.Write(writer);
        writer.Flush();
        return Convert.ToHexString(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    bool Owns(string key) => Murmur2.Partition(key, _partitions) == _partition;

    StoredModel Stored(IStreamModel model)
    {
        var kind = _deployment.Kinds.Of(model.Definition);
        return new(model.Version, kind.Name, kind.Format);
    }

    // What was put out from an index on; what is said again is left out.
    void Remember(int from)
    {
        var kept = from;
        for (var i = from; i < _unstored.Count; i++)
        {
            if (Remember(_unstored[i])) _unstored[kept++] = _unstored[i];
        }
        _unstored.RemoveRange(kept, _unstored.Count - kept);
        Outputs += kept - from;
    }

    // By model, so that one that puts out much does not drive out what others say.
    bool Remember(OutputRecord output)
    {
        if (!_ids.Add(output.Id)) return false;
        if (!_newest.TryGetValue(output.Model, out var newest)) _newest.Add(output.Model, newest = new());
        newest.Enqueue(output);
        if (newest.Count > ShardCheckpoint.NewestOutputs) _ids.Remove(newest.Dequeue().Id);
        return true;
    }
}
