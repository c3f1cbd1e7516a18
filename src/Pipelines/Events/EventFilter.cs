using DistributedML.Pipelines.Rules;

namespace DistributedML.Pipelines.Events;

/// <summary>Rules on the columns of events, all of which must hold.</summary>
public sealed class EventFilter
{
    readonly (int Column, CompiledRule Rule)[] _rules;

    internal EventFilter((int Column, CompiledRule Rule)[] rules) => _rules = rules;

    /// <summary>Whether all rules hold for a row.</summary>
    public bool Holds(EventBatch batch, int row)
    {
        foreach (var (index, rule) in _rules)
        {
            if (!Holds(batch.Column(index), rule, row)) return false;
        }
        return true;
    }

    /// <summary>Null when all rules hold for a row, else the reason of the first that does not.</summary>
    public string? Check(EventBatch batch, int row)
    {
        foreach (var (index, rule) in _rules)
        {
            if (!Holds(batch.Column(index), rule, row)) return Reason(batch.Column(index), rule, row);
        }
        return null;
    }

    static bool Holds(EventColumn column, CompiledRule rule, int row) => column.Nulls[row] ? rule.Holds(null) : column.Definition.Type switch
    {
        ColumnType.String => rule.Holds(column.Strings[row]),
        ColumnType.Integer => rule.Holds(column.Integers[row]),
        ColumnType.Double => rule.Holds(column.Doubles[row]),
        _ => true,
    };

    static string? Reason(EventColumn column, CompiledRule rule, int row) => column.Nulls[row] ? rule.CheckNull() : column.Definition.Type switch
    {
        ColumnType.String => rule.Check(column.Strings[row]),
        ColumnType.Integer => rule.Check(column.Integers[row]),
        _ => rule.Check(column.Doubles[row]),
    };
}
