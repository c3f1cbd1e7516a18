using System.Collections.Concurrent;
using DistributedML.Data.DuckDb;
using DistributedML.Models.Tables;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Derived;

/// <summary>
/// Computes columns of events by the SQL that the ETL runs, in an embedded DuckDB: the same expressions, casts and rules for dropping rows, so an event has
/// the values that a row of the table with its properties has.
/// </summary>
public sealed class DerivedColumns : IComputedColumns
{
    const string What = "columns that the pipeline derives by SQL";
    const string Remedy = "send their values with the events";

    readonly Pipeline _pipeline;
    readonly DerivedPlan _plan;
    readonly IReadOnlyList<DerivedColumn> _columns;
    readonly IReadOnlyList<DropRule> _drops;
    readonly HashSet<string> _optional;   // null where an event does not have what they are computed of
    readonly ConcurrentBag<DerivedSql> _free = [];

    DerivedColumns(Pipeline pipeline, DerivedPlan plan, IReadOnlyList<DropRule> drops, IReadOnlySet<string> needed, IReadOnlySet<string> optional)
    {
        (_pipeline, _plan, _drops) = (pipeline, plan, drops);
        var computed = needed.Where(plan.Computed.ContainsKey).Select(name => plan.Computed[name]).ToList();
        _columns = [.. computed.Concat(computed.SelectMany(column => column.Through)).Distinct().OrderBy(column => column.Place)];
        _optional = [.. optional, .. _columns.Select(column => column.Column.Name).Where(name => !needed.Contains(name))];
        var inputs = _columns.SelectMany(column => column.Inputs).ToList();
        Further = [.. inputs.Where(input => input.IsFurther).DistinctBy(input => input.Property).Select(input => new ColumnDefinition(input.Property, input.Type))];
        Brought = [.. needed.Where(name => plan.Why.ContainsKey(name) && !optional.Contains(name)).Select(name => (name, plan.Why[name]))];
        var dropped = drops.SelectMany(drop => DerivedPlan.NamesIn(drop.Where)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Properties = [.. _columns.Select(column => column.Column.Name).Concat(inputs.Where(input => !input.IsFurther).Select(input => input.Property))
            .Concat(pipeline.Table.Columns.Select(column => column.Name).Where(dropped.Contains)).Distinct()];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Properties { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDefinition> Further { get; }

    /// <inheritdoc/>
    public IReadOnlyList<(string Column, string Why)> Brought { get; }

    /// <summary>What a pipeline's SQL says of events; null when it says nothing.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="needed">The columns whose values are needed.</param>
    /// <param name="wanted">Columns that are computed where they can be, and are null where not.</param>
    /// <param name="drops">The rules that drop events.</param>
    public static DerivedColumns? Of(Pipeline pipeline, IReadOnlySet<string> needed, IReadOnlySet<string> wanted, IReadOnlyList<DropRule> drops)
    {
        var derived = pipeline.Table.Columns.Where(column => DerivedPlan.IsComputed(pipeline, column)).Select(column => column.Name).ToHashSet();
        var read = drops.SelectMany(drop => DerivedPlan.NamesIn(drop.Where)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // A source's column as another type is a value of the row too, which need not be there.
        var casts = pipeline.Table.Columns.Where(column => DerivedPlan.Renamed(pipeline, column) is not null).Select(column => column.Name).ToHashSet();
        var optional = derived.Where(column => casts.Contains(column) || (wanted.Contains(column) && !needed.Contains(column) && !read.Contains(column))).ToHashSet();
        derived.RemoveWhere(column => !read.Contains(column) && !needed.Contains(column) && !wanted.Contains(column));
        if (derived.Count == 0 && drops.Count == 0) return null;
        using var connection = RowDatabase.Connect(What, Remedy);
        return new(pipeline, new(pipeline, connection), drops, derived, optional);
    }

    /// <summary>The columns that are computed from others of the table alone, each with its SQL.</summary>
    internal static IReadOnlyList<(string Column, string Sql)> OverTable(Pipeline pipeline)
    {
        if (!pipeline.Table.Columns.Any(column => DerivedPlan.IsComputed(pipeline, column))) return [];
        using var connection = RowDatabase.Connect(What, Remedy);
        var computed = new DerivedPlan(pipeline, connection).Computed;
        var table = pipeline.Table.Columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. pipeline.Table.Columns.Where(column => computed.ContainsKey(column.Name) && DerivedPlan.NamesIn(column.Sql!).All(table.Contains))
            .Select(column => (column.Name, column.Sql!.Trim()))];
    }

    /// <inheritdoc/>
    public void Compute(EventBatch batch, int first, Span<EventVerdict> verdicts)
    {
        if (_columns.Count == 0 && _drops.Count == 0) return;
        if (!_free.TryTake(out var sql)) sql = new DerivedSql(_pipeline, _plan, _columns, _optional, _drops, RowDatabase.Connect(What, Remedy), IndexOf);
        for (var from = 0; from < verdicts.Length; from += DuckChunkWriter.Capacity)
            sql.Compute(batch, first + from, verdicts.Slice(from, Math.Min(DuckChunkWriter.Capacity, verdicts.Length - from)));
        _free.Add(sql);   // one that failed is not used again
    }

    // As the schema has them: the table's columns, then the further ones.
    int IndexOf(string property)
    {
        for (var i = 0; i < _pipeline.Table.Columns.Count; i++)
            if (_pipeline.Table.Columns[i].Name == property) return i;
        return _pipeline.Table.Columns.Count + Further.Index().First(column => column.Item.Name == property).Index;
    }
}
