using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable MergedSketches = new(Sources.Sketches)
    {
        { () => ApproxTopKCombine(Col("topk"), Lit(100)), "approx_top_k_combine(topk, 100)" },
        { () => ApproxTopKCombine(Col("topk")), "approx_top_k_combine(topk)" },
        { () => HllUnionAgg(Col("hll")), "hll_union_agg(hll)" },
        { () => HllUnionAgg(Col("hll"), true), "hll_union_agg(hll, true)" },
        { () => HllUnionAgg(Col("hll"), Lit(true)), "hll_union_agg(hll, true)" },
        { () => KllMergeAggBigint(Col("kb")), "kll_merge_agg_bigint(kb)" },
        { () => KllMergeAggBigint(Col("kb"), 50), "kll_merge_agg_bigint(kb, 50)" },
        { () => KllMergeAggBigint(Col("kb"), Lit(50)), "kll_merge_agg_bigint(kb, 50)" },
        { () => KllMergeAggDouble(Col("kd")), "kll_merge_agg_double(kd)" },
        { () => KllMergeAggDouble(Col("kd"), 50), "kll_merge_agg_double(kd, 50)" },
        { () => KllMergeAggDouble(Col("kd"), Lit(50)), "kll_merge_agg_double(kd, 50)" },
        { () => KllMergeAggFloat(Col("kf")), "kll_merge_agg_float(kf)" },
        { () => KllMergeAggFloat(Col("kf"), 50), "kll_merge_agg_float(kf, 50)" },
        { () => KllMergeAggFloat(Col("kf"), Lit(50)), "kll_merge_agg_float(kf, 50)" },
        { () => ThetaIntersectionAgg(Col("theta")), "theta_intersection_agg(theta)" },
        { () => ThetaUnionAgg(Col("theta")), "theta_union_agg(theta)" },
        { () => ThetaUnionAgg(Col("theta"), 12), "theta_union_agg(theta, 12)" },
        { () => ThetaUnionAgg(Col("theta"), Lit(12)), "theta_union_agg(theta, 12)" },
        { () => TupleUnionAggDouble(Col("td"), Lit(12), Lit("sum")), "tuple_union_agg_double(td, 12, 'sum')" },
        { () => TupleUnionAggDouble(Col("td")), "tuple_union_agg_double(td)" },
        { () => TupleIntersectionAggDouble(Col("td"), Lit("sum")), "tuple_intersection_agg_double(td, 'sum')" },
        { () => TupleIntersectionAggDouble(Col("td")), "tuple_intersection_agg_double(td)" },
        { () => TupleUnionAggInteger(Col("ti"), Lit(12), Lit("sum")), "tuple_union_agg_integer(ti, 12, 'sum')" },
        { () => TupleUnionAggInteger(Col("ti")), "tuple_union_agg_integer(ti)" },
        { () => TupleIntersectionAggInteger(Col("ti"), Lit("sum")), "tuple_intersection_agg_integer(ti, 'sum')" },
        { () => TupleIntersectionAggInteger(Col("ti")), "tuple_intersection_agg_integer(ti)" },
    };
}
