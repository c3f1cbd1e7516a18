using DistributedML.Pipelines.Rules;

namespace DistributedML.Pipelines.Events;

/// <summary>Rules on the columns of events, all of which must hold.</summary>
public sealed class EventFilter
{
    readonly (int Column, CompiledRule Rule)[] _rules;

    internal EventFilter((int Column, CompiledRule Rule)[] rules) => _rules = rules;

    /// <summary>Null when all rules hold for a row, else the reason of the first that does not.</summary>
    public string? Check(EventBatch batch, int row)
    {
        foreach (var (index, rule) in _rules)
        {
            if (Check(batch.Column(index), rule, row) is { } reason) return reason;
        }
        return null;
    }

    static string? Check(EventColumn column, CompiledRule rule, int row) => column.Nulls[row] ? rule.CheckNull() : column.Definition.Type switch
    {
        ColumnType.String => rule.Check(column.Strings[row]),
        ColumnType.Integer => rule.Check(column.Integers[row]),
        ColumnType.Double => rule.Check(column.Doubles[row]),
        _ => null,
    };
}
