using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Intervals = new(Sources.Row)
    {
        { () => MakeDtInterval(Lit(1), Lit(12), Lit(30), Lit(1.001m)), "make_dt_interval(1, 12, 30, 1.001)" },
        { () => MakeDtInterval(), "make_dt_interval()" },
        { () => MakeInterval(Lit(100), Lit(11), Lit(1), Lit(1), Lit(12), Lit(30), Lit(1.001m)), "make_interval(100, 11, 1, 1, 12, 30, 1.001)" },
        { () => MakeInterval(), "make_interval()" },
        { () => MakeYmInterval(Lit(1), Lit(2)), "make_ym_interval(1, 2)" },
        { () => MakeYmInterval(), "make_ym_interval()" },
        { () => TryMakeInterval(Lit(100), Lit(11), Lit(1), Lit(1), Lit(12), Lit(30), Lit(1.001m)), "try_make_interval(100, 11, 1, 1, 12, 30, 1.001)" },
        { () => TryMakeInterval(Lit(100)), "try_make_interval(100)" },
    };
}
