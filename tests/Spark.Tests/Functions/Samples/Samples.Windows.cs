using static Microsoft.Spark.Sql.Functions;
using Rows = Microsoft.Spark.Sql.Expressions.Window;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Windows = new(Sources.Rows)
    {
        { () => RowNumber().Over(Rows.PartitionBy("g").OrderBy("x")), "row_number() OVER (PARTITION BY g ORDER BY x)" },
        { () => Rank().Over(Rows.PartitionBy(Col("g")).OrderBy(Col("i").Desc())), "rank() OVER (PARTITION BY g ORDER BY i DESC)" },
        { () => DenseRank().Over(Rows.OrderBy("i", "g")), "dense_rank() OVER (ORDER BY i, g)" },
        { () => PercentRank().Over(Rows.OrderBy(Col("i"), Col("g"))), "percent_rank() OVER (ORDER BY i, g)" },
        { () => CumeDist().Over(Rows.OrderBy("x").PartitionBy("g")), "cume_dist() OVER (PARTITION BY g ORDER BY x)" },
        { () => Ntile(2).Over(Rows.OrderBy("x").PartitionBy(Col("g"))), "ntile(2) OVER (PARTITION BY g ORDER BY x)" },
        { () => NthValue(Col("x"), 1).Over(Rows.OrderBy("x")), "nth_value(x, 1) OVER (ORDER BY x)" },
        { () => NthValue(Col("x"), 1, true).Over(Rows.OrderBy("x")), "nth_value(x, 1) IGNORE NULLS OVER (ORDER BY x)" },
        { () => Lag(Col("x"), 1, -1.0).Over(Rows.OrderBy("x")), "lag(x, 1, -1D) OVER (ORDER BY x)" },
        { () => Lag("x", 1, 0.0).Over(Rows.OrderBy("x")), "lag(x, 1, 0D) OVER (ORDER BY x)" },
        { () => Lag(Col("x"), 1, 0.0, true).Over(Rows.OrderBy("x")), "lag(x, 1, 0D) IGNORE NULLS OVER (ORDER BY x)" },
        { () => Lead(Col("x"), 1, -1.0).Over(Rows.OrderBy("x")), "lead(x, 1, -1D) OVER (ORDER BY x)" },
        { () => Lead("x", 1, 0.0).Over(Rows.OrderBy("x")), "lead(x, 1, 0D) OVER (ORDER BY x)" },
        { () => Lead(Col("x"), 1, 0.0, true).Over(Rows.OrderBy("x")), "lead(x, 1, 0D) IGNORE NULLS OVER (ORDER BY x)" },
        { () => Sum("x").Over(), "sum(x) OVER ()" },
        { () => Sum("x").Over(Rows.OrderBy("x").RowsBetween(-1, 1)), "sum(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)" },
        { () => Sum("x").Over(Rows.RowsBetween(Rows.UnboundedPreceding, Rows.CurrentRow).OrderBy("x")), "sum(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)" },
        { () => Sum("n").Over(Rows.RangeBetween(-1, Rows.UnboundedFollowing).OrderBy(Col("n"))), "sum(n) OVER (ORDER BY n RANGE BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING)" },
        { () => Sum("n").Over(Rows.OrderBy("n").RangeBetween(-1, 0)), "sum(n) OVER (ORDER BY n RANGE BETWEEN 1 PRECEDING AND CURRENT ROW)" },
        { () => Sum("x").Over(Rows.RangeBetween(UnboundedPreceding(), Lit(1.5)).OrderBy("x")), "sum(x) OVER (ORDER BY x RANGE BETWEEN UNBOUNDED PRECEDING AND 1.5D FOLLOWING)" },
        { () => Sum("x").Over(Rows.OrderBy("x").RangeBetween(CurrentRow(), UnboundedFollowing())), "sum(x) OVER (ORDER BY x RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)" },
        { () => Sum("x").Over(Rows.OrderBy("x").RangeBetween(Lit(-1.5), CurrentRow())), "sum(x) OVER (ORDER BY x RANGE BETWEEN 1.5D PRECEDING AND CURRENT ROW)" },
        { () => RowNumber().Over(Rows.OrderBy(Col("x").Asc())), "row_number() OVER (ORDER BY x ASC)" },
        { () => RowNumber().Over(Rows.OrderBy(Col("x").AscNullsFirst())), "row_number() OVER (ORDER BY x ASC NULLS FIRST)" },
        { () => RowNumber().Over(Rows.OrderBy(Col("x").AscNullsLast())), "row_number() OVER (ORDER BY x ASC NULLS LAST)" },
        { () => RowNumber().Over(Rows.OrderBy(Col("x").DescNullsFirst())), "row_number() OVER (ORDER BY x DESC NULLS FIRST)" },
        { () => RowNumber().Over(Rows.OrderBy(Col("x").DescNullsLast())), "row_number() OVER (ORDER BY x DESC NULLS LAST)" },
        { () => RowNumber().Over(Rows.OrderBy(Asc("x"), AscNullsFirst("x"), AscNullsLast("x"))), "row_number() OVER (ORDER BY x)" },
        { () => RowNumber().Over(Rows.OrderBy(Desc("x"), DescNullsFirst("x"), DescNullsLast("x"))), "row_number() OVER (ORDER BY x DESC)" },
    };
}
