namespace DistributedML.Pipelines.Events;

/// <summary>
/// What the pipeline's SQL says of single events: the values of its columns, which events may leave out, and which events it drops. Used by any thread.
/// </summary>
public interface IComputedColumns
{
    /// <summary>The table's columns that it computes, or reads: their properties.</summary>
    IReadOnlyList<string> Properties { get; }

    /// <summary>Further properties that it reads: columns of the source that the table does not have.</summary>
    IReadOnlyList<ColumnDefinition> Further { get; }

    /// <summary>Columns that it cannot compute of an event, so that each event must say something of them, a value or null; with the reason.</summary>
    IReadOnlyList<(string Column, string Why)> Brought { get; }

    /// <summary>Computes the columns of neighbouring events. A value that an event brings must be the computed one.</summary>
    /// <param name="batch">The events, of a schema that was made with this.</param>
    /// <param name="first">The first event's row; the batch's count does not matter.</param>
    /// <param name="verdicts">Takes what is said of each event, from the first one on; as many as there are events.</param>
    void Compute(EventBatch batch, int first, Span<EventVerdict> verdicts);
}

/// <summary>What is said of an event.</summary>
/// <param name="Reason">Why it is refused or left out; null when it is neither.</param>
/// <param name="IsDropped">Whether the pipeline leaves it out on purpose.</param>
public readonly record struct EventVerdict(string? Reason, bool IsDropped);
