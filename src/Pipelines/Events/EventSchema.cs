using System.Text;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Pipelines.Events;

/// <summary>
/// What the events of a stream look like: the checked table's columns, which of them are kept, which must be there, and the rules that each event keeps.
/// </summary>
public sealed class EventSchema
{
    /// <summary>Characters of the longest key: a longer one could not be asked for.</summary>
    public const int LongestKey = 512;

    /// <summary>A schema.</summary>
    /// <param name="table">The checked table.</param>
    /// <param name="rules">What must hold for each event.</param>
    /// <param name="keys">Key columns that must be there.</param>
    /// <param name="kept">Further columns whose values are needed.</param>
    /// <param name="maxBytes">Largest event.</param>
    /// <param name="computed">What the pipeline's SQL says of events; null where it says nothing.</param>
    public EventSchema(
        Table table, IReadOnlyList<ColumnRule> rules, IReadOnlyList<string> keys, IEnumerable<string> kept, int maxBytes, IComputedColumns? computed = null)
    {
        MaxBytes = maxBytes;
        Computed = computed;
        Columns = computed is null ? table.Columns : [.. table.Columns, .. computed.Further];
        Names = [.. Columns.Select(column => Encoding.UTF8.GetBytes(column.Name))];
        (Id, Time) = (IndexOf(table.Id), IndexOf(table.Time));
        Key = keys.Count > 0 ? IndexOf(keys[0]) : Id;
        Keys = [.. keys.Select(IndexOf)];
        Required = [.. keys.Append(table.Id).Append(table.Time).Distinct().Select(IndexOf)];
        Brought = [.. (computed?.Brought ?? []).Select(column => (IndexOf(column.Column), column.Why))];
        string[] computing = computed is null ? [] : [.. computed.Properties, .. computed.Further.Select(column => column.Name), .. computed.Brought.Select(column => column.Column)];
        Tracked = [.. computing.Distinct().Select(IndexOf)];
        Rules = Filter(rules);
        var needed = keys.Concat(kept).Concat(computing).Concat(rules.Select(rule => rule.Column)).Append(table.Time).ToHashSet();
        IdOnlyIdentifies = needed.Add(table.Id);
        Kept = [.. Columns.Select(column => needed.Contains(column.Name))];
    }

    /// <summary>The columns, in the table's order, then further properties that columns are computed of.</summary>
    public IReadOnlyList<ColumnDefinition> Columns { get; }

    /// <summary>Largest event, in bytes.</summary>
    public int MaxBytes { get; }

    /// <summary>Index of the column that identifies the event.</summary>
    public int Id { get; }

    /// <summary>Index of the column that chooses the partition; the id's where no key is named.</summary>
    public int Key { get; }

    /// <summary>Index of the column with the event's time.</summary>
    public int Time { get; }

    internal byte[][] Names { get; }

    /// <summary>Whether a batch keeps each column.</summary>
    public IReadOnlyList<bool> Kept { get; }

    /// <summary>Whether the id is neither a key nor a model's or a rule's column.</summary>
    internal bool IdOnlyIdentifies { get; }

    internal int[] Required { get; }

    internal int[] Keys { get; }

    internal (int Column, string Why)[] Brought { get; }

    /// <summary>Whether the pipeline's SQL is run for events, which is faster for many together: see <see cref="EventStage"/>.</summary>
    public bool ComputesColumns => Computed is not null;

    /// <summary>What the pipeline's SQL says of events; null where it says nothing.</summary>
    internal IComputedColumns? Computed { get; }

    /// <summary>The columns of which a batch knows whether an event has them.</summary>
    internal int[] Tracked { get; }

    internal EventFilter Rules { get; }

    /// <summary>The index of a column.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column) return i;
        }
        throw new ArgumentException($"the table has no column {column}");
    }

    /// <summary>Rules on events of this schema; their columns must be kept.</summary>
    public EventFilter Filter(IReadOnlyList<ColumnRule> rules) =>
        new(rules.Select(rule => (IndexOf(rule.Column), new CompiledRule(rule, Columns[IndexOf(rule.Column)].Type))));
}
