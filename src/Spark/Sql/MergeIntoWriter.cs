using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;
using static DistributedML.Spark.Connect.Protocol.MergeAction.Types;

namespace Microsoft.Spark.Sql;

/// <summary>
/// Merges the rows of a DataFrame into a table, in one transaction; made by <see cref="DataFrame.MergeInto"/>. For each row the first action of its kind
/// whose condition holds is done. The table's format must be able to change rows.
/// </summary>
public sealed class MergeIntoWriter
{
    const string Command = "a merge";

    readonly DataFrame _source;
    readonly MergeIntoTableCommand _command;

    internal MergeIntoWriter(DataFrame source, string table, Column condition)
    {
        _source = source;
        _command = new() { TargetTableName = table, MergeCondition = condition.WithoutSubquery(Command) };
    }

    /// <summary>What happens to a row of the table that a row of the DataFrame matches.</summary>
    /// <param name="condition">Only when this holds; null for always.</param>
    public WhenMatched WhenMatched(Column? condition = null) => new(this, condition);

    /// <summary>What happens to a row of the DataFrame that matches none of the table.</summary>
    /// <param name="condition">Only when this holds; null for always.</param>
    public WhenNotMatched WhenNotMatched(Column? condition = null) => new(this, condition);

    /// <summary>What happens to a row of the table that no row of the DataFrame matches.</summary>
    /// <param name="condition">Only when this holds; null for always.</param>
    public WhenNotMatchedBySource WhenNotMatchedBySource(Column? condition = null) => new(this, condition);

    /// <summary>The table takes columns that it has not yet, where its format can.</summary>
    public MergeIntoWriter WithSchemaEvolution()
    {
        _command.WithSchemaEvolution = true;
        return this;
    }

    /// <summary>Merges.</summary>
    public void Merge() => Blocking.Wait(() => MergeAsync());

    /// <inheritdoc cref="Merge"/>
    public Task MergeAsync(CancellationToken cancel = default)
    {
        if (_command.MatchActions.Count + _command.NotMatchedActions.Count + _command.NotMatchedBySourceActions.Count == 0)
            throw new InvalidOperationException("A merge needs an action: WhenMatched, WhenNotMatched or WhenNotMatchedBySource");
        var command = _command.Clone();
        command.SourceTablePlan = _source.Relation;
        return _source.Session.CommandAsync(new Command { MergeIntoTableCommand = command }, cancel);
    }

    internal MergeIntoWriter Matched(ActionType action, Column? condition, IReadOnlyDictionary<string, Column>? assignments = null) =>
        Add(_command.MatchActions, action, condition, assignments);

    internal MergeIntoWriter NotMatched(ActionType action, Column? condition, IReadOnlyDictionary<string, Column>? assignments = null) =>
        Add(_command.NotMatchedActions, action, condition, assignments);

    internal MergeIntoWriter NotMatchedBySource(ActionType action, Column? condition, IReadOnlyDictionary<string, Column>? assignments = null) =>
        Add(_command.NotMatchedBySourceActions, action, condition, assignments);

    MergeIntoWriter Add(ICollection<Expression> actions, ActionType type, Column? condition, IReadOnlyDictionary<string, Column>? assignments)
    {
        var action = new MergeAction { ActionType = type, Condition = condition?.WithoutSubquery(Command) };
        foreach (var (column, value) in assignments ?? new Dictionary<string, Column>())
            action.Assignments.Add(new Assignment { Key = Column.Named(column).Expression, Value = value.WithoutSubquery(Command) });
        actions.Add(new Expression { MergeAction = action });
        return this;
    }
}
