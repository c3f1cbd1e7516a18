using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;
using Rows = Microsoft.Spark.Sql.Expressions.Window;

namespace DistributedML.Tests.Spark;

/// <summary>What a column is before a server sees it.</summary>
public class ColumnTests
{
    [Theory]
    [MemberData(nameof(Texts))]
    public void A_column_reads_close_to_SQL(Column column, string text) => Assert.Equal(text, column.ToString());

    public static TheoryData<Column, string> Texts => new()
    {
        { Col("a") + 1, "(a + 1)" },
        { -Col("a") * 2.5, "((-a) * 2.5)" },
        { !(Col("a") == "x"), "(!(a = x))" },
        { Col("a") > 1 & Col("b").IsNull(), "((a > 1) AND (b IS NULL))" },
        { Col("a").IsNotNull().Alias("b"), "(a IS NOT NULL) AS b" },
        { When(Col("a") > 1, "x").Otherwise(null), "CASE WHEN (a > 1) THEN x ELSE NULL END" },
        { Col("a").IsIn(1, 2), "(a IN (1, 2))" },
        { Col("a").Cast("int"), "CAST(a AS int)" },
        { Col("a").TryCast(new ArrayType(new LongType())), "TRY_CAST(a AS ARRAY<BIGINT>)" },
        { Col("a").Desc(), "a DESC NULLS LAST" },
        { Sum("a").Over(Rows.PartitionBy("b").OrderBy("c").RowsBetween(Rows.UnboundedPreceding, 0)), "sum(a) OVER (PARTITION BY b ORDER BY c ASC NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)" },
        { CountDistinct("a", "b"), "count(DISTINCT a, b)" },
        { Col("*"), "*" },
        { Col("a").GetItem("k"), "a[k]" },
        { Col("a").WithField("f", Lit(1)), "a WITH f = 1" },
        { Col("a").DropFields("f"), "a DROP f" },
        { Expr("a + 1"), "a + 1" },
        { CallFunction("f", NamedArgument("n", Lit(1))), "f(n => 1)" },
        { Lit(new DateOnly(2024, 2, 29)), "DATE '2024-02-29'" },
        { Lit(new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc)), "TIMESTAMP '2024-02-29 01:02:03Z'" },
        { Lit(new[] { 1, 2 }), "array(1, 2)" },
        { Lit(new byte[] { 255 }), "X'FF'" },
    };

    [Fact]
    public void Explain_prints_it()
    {
        var console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            (Col("a") + 1).Explain(false);
            Col("a").Explain(true);
        }
        finally
        {
            Console.SetOut(console);
        }
        Assert.StartsWith("(a + 1)", output.ToString());
        Assert.Contains("unparsedIdentifier", output.ToString());
    }

    [Fact]
    public void Equals_compares_expressions_where_the_operator_makes_one()
    {
        Assert.True((Col("a") + 1).Equals(Col("a") + 1));
        Assert.False((Col("a") + 1).Equals(Col("a") + 2));
        Assert.Equal((Col("a") + 1).GetHashCode(), (Col("a") + 1).GetHashCode());
        Assert.IsType<Column>(Col("a") == Col("a"), exactMatch: true);
    }

    [Fact]
    public void What_no_plan_can_hold_is_refused_at_once()
    {
        Assert.Throws<InvalidOperationException>(() => Col("a").Otherwise(1));
        Assert.Throws<InvalidOperationException>(() => When(Col("a"), 1).Otherwise(2).When(Col("b"), 3));
        Assert.Contains("System.Object", Assert.Throws<ArgumentException>(() => Lit(new object())).Message);
        Assert.Contains("one type", Assert.Throws<ArgumentException>(() => Lit(new object[] { 1, "a" })).Message);
        Assert.Contains("38", Assert.Throws<ArgumentException>(() => Lit(System.Numerics.BigInteger.Pow(10, 38))).Message);
        Assert.Equal("end", Assert.Throws<ArgumentOutOfRangeException>(() => Rows.RowsBetween(0, 1L << 40)).ParamName);
        Assert.Contains("Argument 3", Assert.Throws<ArgumentException>(() => Mask(Col("a"), Lit("X"), null, Lit("9"))).Message);
    }

    [Fact]
    public void Variables_of_nested_lambdas_have_names_of_their_own()
    {
        var names = Transform(Col("a"), x => Filter(x, y => y > x)).ToString().Split(' ', '(', ')', ',').Where(part => part.StartsWith("x_", StringComparison.Ordinal)).Distinct();
        Assert.Equal(2, names.Count());
    }
}
