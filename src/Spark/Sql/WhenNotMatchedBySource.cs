using static DistributedML.Spark.Connect.Protocol.MergeAction.Types;

namespace Microsoft.Spark.Sql;

/// <summary>What a merge does to a row of the table that no row of the DataFrame matches.</summary>
public sealed class WhenNotMatchedBySource
{
    readonly MergeIntoWriter _merge;
    readonly Column? _condition;

    internal WhenNotMatchedBySource(MergeIntoWriter merge, Column? condition) => (_merge, _condition) = (merge, condition);

    /// <summary>Sets columns of the table.</summary>
    public MergeIntoWriter Update(IReadOnlyDictionary<string, Column> assignments) => _merge.NotMatchedBySource(ActionType.Update, _condition, assignments);

    /// <summary>Deletes the row.</summary>
    public MergeIntoWriter Delete() => _merge.NotMatchedBySource(ActionType.Delete, _condition);
}
