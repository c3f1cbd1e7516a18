using DistributedML.Spark.Connect.Protocol;
using static DistributedML.Spark.Connect.Protocol.SetOperation.Types;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>The rows of both, columns by position; repetitions stay.</summary>
    public DataFrame Union(DataFrame other) => Combine(other, SetOpType.Union, all: true);

    /// <summary>The rows of both, columns by position; repetitions stay.</summary>
    public DataFrame UnionAll(DataFrame other) => Union(other);

    /// <summary>The rows of both, columns by name; repetitions stay.</summary>
    public DataFrame UnionByName(DataFrame other) => UnionByName(other, allowMissingColumns: false);

    /// <summary>The rows of both, columns by name; a column that only one has is null in the other's rows, if that is allowed.</summary>
    public DataFrame UnionByName(DataFrame other, bool allowMissingColumns) => Combine(other, SetOpType.Union, all: true, byName: true, allowMissingColumns);

    /// <summary>The rows that both have, each once.</summary>
    public DataFrame Intersect(DataFrame other) => Combine(other, SetOpType.Intersect, all: false);

    /// <summary>The rows that both have, as often as the one that has them less often.</summary>
    public DataFrame IntersectAll(DataFrame other) => Combine(other, SetOpType.Intersect, all: true);

    /// <summary>The rows that the other has not, each once.</summary>
    public DataFrame Except(DataFrame other) => Combine(other, SetOpType.Except, all: false);

    /// <summary>The rows that the other has not; each row of the other takes one away.</summary>
    public DataFrame ExceptAll(DataFrame other) => Combine(other, SetOpType.Except, all: true);

    DataFrame Combine(DataFrame other, SetOpType operation, bool all, bool byName = false, bool allowMissingColumns = false) => Derive(relation => relation.SetOp = new SetOperation
    {
        LeftInput = Relation,
        RightInput = other.Relation,
        SetOpType = operation,
        IsAll = all,
        ByName = byName,
        AllowMissingColumns = allowMissingColumns,
    });
}
