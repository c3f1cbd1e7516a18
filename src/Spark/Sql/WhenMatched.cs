using static DistributedML.Spark.Connect.Protocol.MergeAction.Types;

namespace Microsoft.Spark.Sql;

/// <summary>What a merge does to a row of the table that a row of the DataFrame matches.</summary>
public sealed class WhenMatched
{
    readonly MergeIntoWriter _merge;
    readonly Column? _condition;

    internal WhenMatched(MergeIntoWriter merge, Column? condition) => (_merge, _condition) = (merge, condition);

    /// <summary>Sets columns of the table.</summary>
    public MergeIntoWriter Update(IReadOnlyDictionary<string, Column> assignments) => _merge.Matched(ActionType.Update, _condition, assignments);

    /// <summary>Sets all columns of the table to those of the same names.</summary>
    public MergeIntoWriter UpdateAll() => _merge.Matched(ActionType.UpdateStar, _condition);

    /// <summary>Deletes the row.</summary>
    public MergeIntoWriter Delete() => _merge.Matched(ActionType.Delete, _condition);
}
