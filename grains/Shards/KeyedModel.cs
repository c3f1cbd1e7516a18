using DistributedML.Grains.Checkpoints;
using DistributedML.Grains.Interfaces;
using DistributedML.Learning;
using DistributedML.Pipelines.Events;
using DistributedML.Pipelines.Models;

namespace DistributedML.Grains.Shards;

/// <summary>A table of states by key, with those that changed since the last checkpoint.</summary>
/// <typeparam name="TState">What is kept for a key.</typeparam>
abstract class KeyedModel<TState> : IShardModel where TState : class, IState
{
    readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    readonly Stack<Slot> _changed = new();
    readonly EventFilter _where;
    bool _ownChanged;

    protected KeyedModel(ModelDefinition definition, EventSchema schema) => (Definition, _where) = (definition, schema.Filter(definition.Where));

    /// <inheritdoc/>
    public ModelDefinition Definition { get; }

    /// <inheritdoc/>
    public int Version { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => _slots.Keys;

    /// <summary>The version for people: "recommender v3".</summary>
    internal string Label => Version == 0 ? $"{Definition.Name} (untrained)" : $"{Definition.Name} v{Version}";

    /// <inheritdoc/>
    public void Learn(EventBatch batch, ICollection<AlertAnswer> alerts)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (_where.Holds(batch, row)) Learn(batch, row, alerts);
        }
    }

    /// <inheritdoc/>
    public void Adopt(IState artifact, int version, Func<string, bool> owns)
    {
        foreach (var slot in _slots.Values)
        {
            slot.State = Take(artifact, slot.Key, slot.State);
            Changed(slot);
        }
        Use(artifact);
        foreach (var key in KeysOf(artifact))
        {
            if (!owns(key) || _slots.ContainsKey(key)) continue;
            Changed(Add(key, Take(artifact, key, null)));
        }
        Version = version;
        OwnChanged();
    }

    /// <inheritdoc/>
    public void Prepare(IState? artifact, int version)
    {
        if (artifact is not null) Use(artifact);
        Version = version;
    }

    /// <inheritdoc/>
    public void Read(StateEntry entry)
    {
        using var reader = new BinaryReader(new MemoryStream(entry.State.Array!, entry.State.Offset, entry.State.Count));
        if (entry.Key.Length == 0) ReadOwn(reader);
        else Add(entry.Key, ReadState(reader));
    }

    /// <inheritdoc/>
    public bool TakeChanged(int count, StateBuffer states)
    {
        if (_ownChanged)
        {
            WriteOwn(states.Writer);
            states.Add(Definition.Name, "");
            _ownChanged = false;
        }
        for (; count > 0 && _changed.TryPop(out var slot); count--)
        {
            slot.Changed = false;
            slot.State.Write(states.Writer);
            states.Add(Definition.Name, slot.Key);
        }
        return _changed.Count > 0;
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        WriteOwn(writer);
        foreach (var slot in _slots.Values.OrderBy(slot => slot.Key, StringComparer.Ordinal))
        {
            writer.Write(slot.Key);
            slot.State.Write(writer);
        }
    }

    /// <summary>Learns one event that the conditions let through.</summary>
    protected abstract void Learn(EventBatch batch, int row, ICollection<AlertAnswer> alerts);

    /// <summary>The keys that the artifact has states for.</summary>
    protected abstract IEnumerable<string> KeysOf(IState artifact);

    /// <summary>A key's state under a new artifact: its own, or a copy of the artifact's.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="key">The key.</param>
    /// <param name="current">What the key learned; null for a key that takes the artifact's state, which then exists.</param>
    protected abstract TState Take(IState artifact, string key, TState? current);

    /// <summary>Takes over what the artifact holds beside the keys' states.</summary>
    protected abstract void Use(IState artifact);

    protected abstract TState ReadState(BinaryReader reader);

    /// <summary>Writes what is kept beside the keys.</summary>
    protected virtual void WriteOwn(BinaryWriter writer)
    {
    }

    /// <summary>Reads what <see cref="WriteOwn"/> wrote.</summary>
    protected virtual void ReadOwn(BinaryReader reader)
    {
    }

    protected void OwnChanged() => _ownChanged = true;

    protected IEnumerable<Slot> Slots => _slots.Values;

    /// <summary>The state of a key; null when there is none.</summary>
    internal TState? Find(string key) => _slots.TryGetValue(key, out var slot) ? slot.State : null;

    protected Slot? FindSlot(string key) => _slots.GetValueOrDefault(key);

    protected Slot Add(string key, TState state) => _slots[key] = new Slot(key, state);

    /// <summary>Notes that a state is not as it was stored.</summary>
    protected void Changed(Slot slot)
    {
        if (slot.Changed) return;
        slot.Changed = true;
        _changed.Push(slot);
    }

    /// <summary>A key and its state.</summary>
    protected internal sealed class Slot(string key, TState state)
    {
        internal string Key { get; } = key;

        internal TState State { get; set; } = state;

        internal bool Changed { get; set; }
    }
}
