using DistributedML.Learning;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Streams;

/// <summary>A table of states by key, with those that changed since the last checkpoint.</summary>
/// <typeparam name="TState">What is kept for a key.</typeparam>
public abstract class KeyedModel<TState> : IStreamModel where TState : class, IState
{
    /// <summary>Keys that a slice goes over: a fraction of a millisecond to some milliseconds, by what is done with each.</summary>
    protected const int SliceKeys = 512;

    readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    readonly Stack<Slot> _changed = new();
    readonly EventFilter _where;
    Adoption? _adoption;
    bool _ownChanged;

    /// <summary>A table without keys.</summary>
    protected KeyedModel(ModelDefinition definition, EventSchema schema) => (Definition, _where) = (definition, schema.Filter(definition.Where));

    /// <inheritdoc/>
    public ModelDefinition Definition { get; }

    /// <inheritdoc/>
    public int Version { get; private set; }

    /// <inheritdoc/>
    public DateTime? TrainedUntil { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => _slots.Keys;

    /// <summary>The version for people: "recommender v3".</summary>
    internal string Label => ModelLabel.Of(Definition.Name, Version);

    /// <inheritdoc/>
    public int Learn(EventBatch batch, int fromRow, ICollection<OutputRecord> outputs)
    {
        for (var row = fromRow; row < batch.Count; row++)
        {
            if (!(batch.Times[row] < TrainedUntil) && _where.Holds(batch, row) && !TryLearn(batch, row, outputs)) return row;
        }
        return batch.Count;
    }

    /// <inheritdoc/>
    public virtual bool Pass(IReadOnlyList<DateTime> hours, ICollection<OutputRecord> outputs) => false;

    /// <inheritdoc/>
    public void Adopt(TrainedVersion version, Func<string, bool> owns) => _adoption = new(version, owns, _slots.Values.GetEnumerator());

    /// <inheritdoc/>
    public bool ContinueAdopting()
    {
        if (_adoption is not { } adoption) return false;
        var left = SliceKeys;
        while (adoption.Keys is null)
        {
            if (left-- == 0) return true;
            if (adoption.Slots.MoveNext())
            {
                var slot = adoption.Slots.Current;
                slot.State = Take(adoption.Artifact, slot.Key, slot.State);
                Changed(slot);
                continue;
            }
            Use(adoption.Artifact);
            adoption.Keys = KeysOf(adoption.Artifact).GetEnumerator();
        }
        while (adoption.Keys.MoveNext())
        {
            var key = adoption.Keys.Current;
            if (adoption.Owns(key) && !_slots.ContainsKey(key)) Changed(Add(key, Take(adoption.Artifact, key, null)));
            if (--left <= 0) return true;
        }
        (Version, TrainedUntil) = (adoption.Version, adoption.Until);
        OwnChanged();
        _adoption = null;
        return false;
    }

    /// <inheritdoc/>
    public void Prepare(TrainedVersion version)
    {
        Use(version.Artifact);
        (Version, TrainedUntil) = (version.Number, version.Until);
    }

    /// <inheritdoc/>
    public void Read(StateEntry entry)
    {
        using var reader = entry.Open();
        if (entry.Key.Length == 0) ReadOwn(reader);
        else Add(entry.Key, ReadState(reader));
    }

    /// <inheritdoc/>
    public virtual void Gain()
    {
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

    /// <summary>
    /// Learns one event that the conditions let through; false when something that the event begins, as the close of a period, has to go on in another
    /// slice: the same event comes again then.
    /// </summary>
    protected abstract bool TryLearn(EventBatch batch, int row, ICollection<OutputRecord> outputs);

    /// <summary>The keys that the artifact has states for.</summary>
    protected abstract IEnumerable<string> KeysOf(IState artifact);

    /// <summary>A key's state under a new artifact: its own, or a copy of the artifact's.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="key">The key.</param>
    /// <param name="current">What the key learned; null for a key that takes the artifact's state, which then exists.</param>
    protected abstract TState Take(IState artifact, string key, TState? current);

    /// <summary>Takes over what the artifact holds beside the keys' states.</summary>
    protected abstract void Use(IState artifact);

    /// <summary>Reads a key's state.</summary>
    protected abstract TState ReadState(BinaryReader reader);

    /// <summary>Writes what is kept beside the keys.</summary>
    protected virtual void WriteOwn(BinaryWriter writer)
    {
    }

    /// <summary>Reads what <see cref="WriteOwn"/> wrote.</summary>
    protected virtual void ReadOwn(BinaryReader reader)
    {
    }

    /// <summary>Notes that what is kept beside the keys is not as it was stored.</summary>
    protected void OwnChanged() => _ownChanged = true;

    /// <summary>The keys with their states.</summary>
    protected IEnumerable<Slot> Slots => _slots.Values;

    /// <summary>The state of a key; null when there is none.</summary>
    public TState? Find(string key) => _slots.TryGetValue(key, out var slot) ? slot.State : null;

    /// <summary>A key with its state; null when there is none.</summary>
    protected Slot? FindSlot(string key) => _slots.GetValueOrDefault(key);

    /// <summary>Adds a key.</summary>
    protected Slot Add(string key, TState state)
    {
        var slot = _slots[key] = new Slot(key, state);
        Added(slot);
        return slot;
    }

    /// <summary>Notes a key that is new here, whether from events, from training or from what is stored.</summary>
    protected virtual void Added(Slot slot)
    {
    }

    /// <summary>Notes that a state is not as it was stored.</summary>
    protected void Changed(Slot slot)
    {
        if (slot.Changed) return;
        slot.Changed = true;
        _changed.Push(slot);
    }

    /// <summary>A key and its state.</summary>
    protected sealed class Slot(string key, TState state)
    {
        /// <summary>The key.</summary>
        public string Key { get; } = key;

        /// <summary>Its state.</summary>
        public TState State { get; set; } = state;

        internal bool Changed { get; set; }
    }

    /// <summary>A version on its way in: first the keys that are here, then those of the artifact.</summary>
    sealed class Adoption(TrainedVersion version, Func<string, bool> owns, IEnumerator<Slot> slots)
    {
        internal IState Artifact => version.Artifact;

        internal int Version => version.Number;

        internal DateTime? Until => version.Until;

        internal Func<string, bool> Owns => owns;

        internal IEnumerator<Slot> Slots => slots;

        internal IEnumerator<string>? Keys { get; set; }
    }
}
