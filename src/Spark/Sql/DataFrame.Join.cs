using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>Every row of this with every row of the other; a later filter may make it a join by key.</summary>
    public DataFrame Join(DataFrame right) => Join(right, JoinTypes.Parse("inner"), null, []);

    /// <summary>The pairs of rows that agree in a column, which the result has once.</summary>
    public DataFrame Join(DataFrame right, string usingColumn) => Join(right, [usingColumn]);

    /// <summary>The pairs of rows that agree in these columns, which the result has once.</summary>
    /// <param name="right">The other table.</param>
    /// <param name="usingColumns">Columns of both.</param>
    /// <param name="joinType">inner, cross, full, left, right, semi or anti, or a longer form such as left_outer.</param>
    public DataFrame Join(DataFrame right, IEnumerable<string> usingColumns, string joinType = "inner") => Join(right, JoinTypes.Parse(joinType), null, usingColumns);

    /// <summary>The pairs of rows for which the condition is true.</summary>
    /// <param name="right">The other table.</param>
    /// <param name="joinExpr">A condition over columns of both.</param>
    /// <param name="joinType">inner, cross, full, left, right, semi or anti, or a longer form such as left_outer.</param>
    public DataFrame Join(DataFrame right, Column joinExpr, string joinType = "inner") => Join(right, JoinTypes.Parse(joinType), joinExpr, []);

    /// <summary>Every row of this with every row of the other.</summary>
    public DataFrame CrossJoin(DataFrame right) => Join(right, JoinTypes.Parse("cross"), null, []);

    /// <summary>Each row of this with the rows that <paramref name="right"/> gives for it; right may name this one's columns with <c>Outer()</c>.</summary>
    /// <param name="right">A table that may depend on the row.</param>
    /// <param name="joinExpr">A condition over columns of both; null for all.</param>
    /// <param name="joinType">inner, cross or left.</param>
    public DataFrame LateralJoin(DataFrame right, Column? joinExpr = null, string joinType = "inner") => Derive(relation => relation.LateralJoin = new LateralJoin
    {
        Left = Relation,
        Right = right.Relation,
        JoinCondition = joinExpr?.Expression,
        JoinType = JoinTypes.Parse(joinType),
    }, joinExpr is null ? [] : [joinExpr]);

    /// <summary>Each row of this with the one row of the other that is nearest to it in time or another order.</summary>
    public DataFrame AsOfJoin(DataFrame right, Column leftAsOf, Column rightAsOf, AsOfJoinOptions? options = null)
    {
        var how = options ?? new();
        return Derive(relation => relation.AsOfJoin = new AsOfJoin
        {
            Left = Relation,
            Right = right.Relation,
            LeftAsOf = leftAsOf.Expression,
            RightAsOf = rightAsOf.Expression,
            JoinExpr = how.On?.Expression,
            UsingColumns = { how.Using },
            JoinType = how.JoinType,
            Tolerance = how.Tolerance?.Expression,
            AllowExactMatches = how.AllowExactMatches,
            Direction = how.Direction.ToString().ToLowerInvariant(),
        });
    }

    DataFrame Join(DataFrame right, Join.Types.JoinType type, Column? condition, IEnumerable<string> usingColumns) => Derive(relation => relation.Join = new Join
    {
        Left = Relation,
        Right = right.Relation,
        JoinCondition = condition?.Expression,
        JoinType = type,
        UsingColumns = { usingColumns },
    }, condition is null ? [] : [condition]);
}
