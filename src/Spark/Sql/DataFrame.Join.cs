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
    /// <remarks>Where a table is joined with itself, <c>t["id"] == t["id"]</c> compares the left row with the right one.</remarks>
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
    public DataFrame LateralJoin(DataFrame right, Column? joinExpr = null, string joinType = "inner")
    {
        var sides = new SelfJoin(Relation, right.Relation, joinExpr);
        return Derive(relation => relation.LateralJoin = new LateralJoin
        {
            Left = sides.Left,
            Right = sides.Right,
            JoinCondition = sides.Condition(joinExpr),
            JoinType = JoinTypes.Parse(joinType),
        }, joinExpr is null ? [] : [joinExpr]);
    }

    /// <summary>Each row of this with the one row of the other that is nearest to it in time or another order.</summary>
    public DataFrame AsOfJoin(DataFrame right, Column leftAsOf, Column rightAsOf, AsOfJoinOptions? options = null)
    {
        var how = options ?? new();
        var sides = new SelfJoin(Relation, right.Relation, leftAsOf, rightAsOf, how.On);
        return Derive(relation => relation.AsOfJoin = new AsOfJoin
        {
            Left = sides.Left,
            Right = sides.Right,
            LeftAsOf = sides.Of(sides.Left, leftAsOf),
            RightAsOf = sides.Of(sides.Right, rightAsOf),
            JoinExpr = sides.Condition(how.On),
            UsingColumns = { how.Using },
            JoinType = how.JoinType,
            Tolerance = how.Tolerance?.Expression,
            AllowExactMatches = how.AllowExactMatches,
            Direction = how.Direction.ToString().ToLowerInvariant(),
        });
    }

    DataFrame Join(DataFrame right, Join.Types.JoinType type, Column? condition, IEnumerable<string> usingColumns)
    {
        var sides = new SelfJoin(Relation, right.Relation, condition);
        return Derive(relation => relation.Join = new Join
        {
            Left = sides.Left,
            Right = sides.Right,
            JoinCondition = sides.Condition(condition),
            JoinType = type,
            UsingColumns = { usingColumns },
        }, condition is null ? [] : [condition]);
    }
}
