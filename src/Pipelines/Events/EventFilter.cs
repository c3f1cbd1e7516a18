using System.Runtime.CompilerServices;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Pipelines.Events;

/// <summary>Rules on the columns of events, all of which must hold. Any number of threads may ask.</summary>
public sealed class EventFilter
{
    const int Remembered = 1 << 12;
    readonly (int Column, CompiledRule Rule, string?[] Held)[] _rules;

    internal EventFilter(IEnumerable<(int Column, CompiledRule Rule)> rules) =>
        _rules = [.. rules.Select(rule => (rule.Column, rule.Rule, rule.Rule.Rule is { Pattern: null, In: null } ? [] : new string?[Remembered]))];

    /// <summary>Whether all rules hold for a row.</summary>
    public bool Holds(EventBatch batch, int row)
    {
        foreach (var (index, rule, held) in _rules)
        {
            if (!Holds(batch.Column(index), rule, held, row)) return false;
        }
        return true;
    }

    /// <summary>Null when all rules hold for a row, else the reason of the first that does not.</summary>
    public string? Check(EventBatch batch, int row)
    {
        foreach (var (index, rule, held) in _rules)
        {
            var column = batch.Column(index);
            if (!Holds(column, rule, held, row)) return Reason(column, rule, row);
        }
        return null;
    }

    static bool Holds(EventColumn column, CompiledRule rule, string?[] held, int row) => IsNull(column, row) ? rule.Holds(null) : column.Definition.Type switch
    {
        ColumnType.String => Holds(column.Strings[row]!, rule, held),
        ColumnType.Integer => rule.Holds(column.Integers[row]),
        ColumnType.Double => rule.Holds(column.Doubles[row]),
        _ => true,
    };

    static bool IsNull(EventColumn column, int row) => column.Nulls[row] && !column.IsNoNumber(row);

    // The parser gives one string for equal short texts, so strings for which a rule held are known again by their identity.
    static bool Holds(string text, CompiledRule rule, string?[] held)
    {
        if (held.Length == 0 || text.Length > Utf8Cache.Longest) return rule.Holds(text);
        ref var place = ref held[RuntimeHelpers.GetHashCode(text) & (Remembered - 1)];
        if (ReferenceEquals(place, text)) return true;
        if (!rule.Holds(text)) return false;
        place = text;
        return true;
    }

    static string? Reason(EventColumn column, CompiledRule rule, int row) => IsNull(column, row) ? rule.CheckNull() : column.Definition.Type switch
    {
        ColumnType.String => rule.Check(column.Strings[row]),
        ColumnType.Integer => rule.Check(column.Integers[row]),
        _ => rule.Check(column.Doubles[row]),
    };
}
