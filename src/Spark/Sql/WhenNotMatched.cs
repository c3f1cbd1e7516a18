using static DistributedML.Spark.Connect.Protocol.MergeAction.Types;

namespace Microsoft.Spark.Sql;

/// <summary>What a merge does with a row of the DataFrame that matches none of the table.</summary>
public sealed class WhenNotMatched
{
    readonly MergeIntoWriter _merge;
    readonly Column? _condition;

    internal WhenNotMatched(MergeIntoWriter merge, Column? condition) => (_merge, _condition) = (merge, condition);

    /// <summary>Inserts a row with these columns.</summary>
    public MergeIntoWriter Insert(IReadOnlyDictionary<string, Column> assignments) => _merge.NotMatched(ActionType.Insert, _condition, assignments);

    /// <summary>Inserts the row, columns by name.</summary>
    public MergeIntoWriter InsertAll() => _merge.NotMatched(ActionType.InsertStar, _condition);
}
