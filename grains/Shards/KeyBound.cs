using System.Globalization;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;

namespace DistributedML.Grains.Shards;

/// <summary>
/// Bounds a shard's memory by the number of its keys: at the bound no event of a new key is let through. Whether one is depends on the events before it
/// alone, not on how they are cut into batches. Used by the thread that has events applied, between the turns in which they are.
/// </summary>
/// <param name="models">The shard's models, which keep the keys.</param>
/// <param name="stream">The stream.</param>
/// <param name="batchEvents">Most events of a batch.</param>
sealed class KeyBound(IReadOnlyList<IStreamModel> models, StreamDefinition stream, int batchEvents)
{
    readonly HashSet<string> _new = new(StringComparer.Ordinal);   // of the batch that is being read
    int _keys;

    /// <summary>Why events of new keys are refused; null while there is room, or none has come.</summary>
    internal string? Problem { get; private set; }

    /// <summary>Begins a batch; what the one before taught is in the models.</summary>
    internal void NextBatch()
    {
        _new.Clear();
        _keys = 0;
        foreach (var model in models) _keys = Math.Max(_keys, model.Keys.Count);
        if (_keys < stream.MaxKeys) Problem = null;
    }

    /// <summary>Whether an event of a key is let through, refused, or can only be judged when the events before it are applied.</summary>
    internal Admission Judge(string key)
    {
        if (_keys + batchEvents < stream.MaxKeys || _new.Contains(key) || IsKnown(key)) return Admission.Let;
        if (_keys >= stream.MaxKeys)
        {
            Problem = string.Create(CultureInfo.InvariantCulture, $"the shard keeps {_keys} keys, as many as stream '{stream.Name}' allows (maxKeys: {stream.MaxKeys}); events of new keys go to the dead letters");
            return Admission.Refused;
        }
        if (_keys + _new.Count >= stream.MaxKeys) return Admission.Later;
        _new.Add(key);
        return Admission.Let;
    }

    /// <summary>Why an event is refused.</summary>
    internal string Reason(string key) => string.Create(CultureInfo.InvariantCulture,
        $"property {stream.Key}: {key} is a new key, and the shard keeps {_keys}, as many as stream '{stream.Name}' allows (maxKeys: {stream.MaxKeys})");

    bool IsKnown(string key)
    {
        foreach (var model in models)
            if (model.Keys.Contains(key)) return true;
        return false;
    }
}
