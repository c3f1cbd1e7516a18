using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Distinct = new(Sources.Rows)
    {
        { () => Count(Col("x")), "count(x)" },
        { () => Count("*"), "count(*)" },
        { () => Count(Col("*")), "count(*)" },
        { () => CountDistinct(Col("i"), Col("s")), "count(DISTINCT i, s)" },
        { () => CountDistinct("i"), "count(DISTINCT i)" },
        { () => Count_Distinct(Col("i")), "count(DISTINCT i)" },
        { () => SumDistinct(Col("i")), "sum(DISTINCT i)" },
        { () => SumDistinct("i"), "sum(DISTINCT i)" },
        { () => Sum_Distinct(Col("i")), "sum(DISTINCT i)" },
        { () => Length(ListaggDistinct(Col("s"), Lit("-"))), "length(listagg(DISTINCT s, '-'))" },
        { () => Length(StringAggDistinct(Col("s"))), "length(string_agg(DISTINCT s))" },
        { () => Product(Col("x")), "aggregate(collect_list(x), 1D, (acc, e) -> acc * e)" },
        { () => Length(CountMinSketch(Col("i"), Lit(0.5), Lit(0.5), Lit(1))), "length(count_min_sketch(i, 0.5D, 0.5D, 1))" },
        { () => Length(CountMinSketch(Col("i"), Lit(0.5), Lit(0.5))), "length(count_min_sketch(i, 0.5D, 0.5D, 2))" },
    };
}
