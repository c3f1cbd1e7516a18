using static DistributedML.Spark.Connect.Protocol.Join.Types;

namespace Microsoft.Spark.Sql;

/// <summary>The names of joins.</summary>
static class JoinTypes
{
    /// <exception cref="ArgumentException">No join has this name; the message lists those that do.</exception>
    public static JoinType Parse(string name) => name.ToLowerInvariant().Replace("_", "") switch
    {
        "inner" => JoinType.Inner,
        "cross" => JoinType.Cross,
        "outer" or "full" or "fullouter" => JoinType.FullOuter,
        "left" or "leftouter" => JoinType.LeftOuter,
        "right" or "rightouter" => JoinType.RightOuter,
        "semi" or "leftsemi" => JoinType.LeftSemi,
        "anti" or "leftanti" => JoinType.LeftAnti,
        _ => throw new ArgumentException(
            $"'{name}' is no join type: expected inner, cross, outer, full, full_outer, left, left_outer, right, right_outer, semi, left_semi, anti or left_anti"),
    };
}
