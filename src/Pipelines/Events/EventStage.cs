namespace DistributedML.Pipelines.Events;

/// <summary>
/// Reads many events before the first of them is judged, so that their columns are computed together. Used by one thread.
/// </summary>
/// <param name="schema">The events' schema, which has computed columns.</param>
/// <param name="parser">Reads the events.</param>
/// <param name="capacity">Most events.</param>
public sealed class EventStage(EventSchema schema, EventParser parser, int capacity)
{
    readonly EventBatch _batch = new(schema, capacity);
    readonly EventVerdict[] _verdicts = new EventVerdict[capacity];
    readonly int[] _rows = new int[capacity];
    readonly string?[] _unreadable = new string?[capacity];
    int _events;

    /// <summary>Forgets all events.</summary>
    public void Clear() => (_events, _batch.Count) = (0, 0);

    /// <summary>Reads an event; one without bytes is none.</summary>
    public void Add(ReadOnlySpan<byte> json)
    {
        _unreadable[_events] = json.IsEmpty ? "the event is empty" : parser.Read(json, _batch);
        _rows[_events] = _batch.Count;
        if (_unreadable[_events++] is null) _batch.Count++;
    }

    /// <summary>Computes the columns of all events.</summary>
    public void Compute()
    {
        if (_batch.Count == 0) return;
        _verdicts.AsSpan(0, _batch.Count).Clear();
        schema.Computed!.Compute(_batch, 0, _verdicts.AsSpan(0, _batch.Count));
    }

    /// <summary>Appends an event to a batch that is not full, unless it is refused or left out; says which.</summary>
    /// <param name="number">The event, in the order in which they were added.</param>
    /// <param name="batch">The batch.</param>
    public EventVerdict MoveTo(int number, EventBatch batch)
    {
        if (_unreadable[number] is { } reason) return new(reason, IsDropped: false);
        batch.Take(_batch, _rows[number]);
        return parser.Check(_verdicts[_rows[number]], batch);
    }
}
