namespace DistributedML.Pipelines.Events;

/// <summary>Parsed events of one partition, in order, as columns that are used again and again.</summary>
public sealed class EventBatch
{
    readonly EventColumn?[] _columns;
    readonly EventColumn _ids;

    /// <summary>An empty batch.</summary>
    /// <param name="schema">The events' schema.</param>
    /// <param name="capacity">Most events.</param>
    public EventBatch(EventSchema schema, int capacity)
    {
        Capacity = capacity;
        _columns = [.. schema.Columns.Select((column, i) => schema.Kept[i] ? new EventColumn(column, capacity, asBytes: i == schema.Id && schema.IdOnlyIdentifies, schema.Tracked.Contains(i)) : null)];
        (_ids, Times) = (Column(schema.Id), Column(schema.Time).Times);
    }

    /// <summary>Most events.</summary>
    public int Capacity { get; }

    /// <summary>Events in the batch; less is set to take the last ones back.</summary>
    public int Count { get; set; }

    /// <summary>The id of an event.</summary>
    public string Id(int row) => _ids.Text(row);

    /// <summary>A hash of the id of an event: of its UTF-8 bytes, the same in every process.</summary>
    public ulong IdHash(int row) => _ids.TextHash(row);

    /// <summary>The events' times; the first <see cref="Count"/> count.</summary>
    public DateTime[] Times { get; }

    /// <summary>A kept column.</summary>
    /// <exception cref="ArgumentException">The column is not kept.</exception>
    public EventColumn Column(int index) => _columns[index] ?? throw new ArgumentException($"column {index} is not kept");

    internal EventColumn? Kept(int index) => _columns[index];

    /// <summary>Takes the values of another batch's row to the place after the last row. <see cref="Count"/> stays.</summary>
    internal void Take(EventBatch from, int row)
    {
        for (var i = 0; i < _columns.Length; i++) _columns[i]?.Take(from._columns[i]!, row, Count);
    }
}
