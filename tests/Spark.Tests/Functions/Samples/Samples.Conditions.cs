using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Conditions = new(Sources.Row)
    {
        { () => Coalesce(Expr("CAST(NULL AS INT)"), Col("i")), "coalesce(CAST(NULL AS INT), i)" },
        { () => EqualNull(Col("i"), Col("j")), "equal_null(i, j)" },
        { () => Ifnull(Expr("CAST(NULL AS INT)"), Col("i")), "ifnull(CAST(NULL AS INT), i)" },
        { () => IsNaN(Col("x")), "isnan(x)" },
        { () => IsNull(Col("x")), "isnull(x)" },
        { () => Isnotnull(Col("x")), "isnotnull(x)" },
        { () => NaNvl(Expr("double('NaN')"), Col("x")), "nanvl(double('NaN'), x)" },
        { () => Not(Col("b")), "NOT b" },
        { () => Nullif(Col("i"), Col("j")), "nullif(i, j)" },
        { () => Nullifzero(Col("i")), "nullifzero(i)" },
        { () => Nvl(Expr("CAST(NULL AS INT)"), Col("i")), "nvl(CAST(NULL AS INT), i)" },
        { () => Nvl2(Col("i"), Col("s"), Col("t")), "nvl2(i, s, t)" },
        { () => Zeroifnull(Col("i")), "zeroifnull(i)" },
    };
}
