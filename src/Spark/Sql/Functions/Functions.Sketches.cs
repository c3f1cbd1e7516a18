namespace Microsoft.Spark.Sql;

// Sketches: summaries of bounded size that estimate counts, sets, quantiles and frequent items, and merge. They are bytes of Apache DataSketches where nothing else is said.
public static partial class Functions
{
    /// <summary>About how many different values there are; rsd is the relative standard deviation allowed.</summary>
    public static Column ApproxCountDistinct(Column column) => Call("approx_count_distinct", column);

    /// <inheritdoc cref="ApproxCountDistinct(Column)"/>
    public static Column ApproxCountDistinct(string columnName) => Call("approx_count_distinct", Col(columnName));

    /// <inheritdoc cref="ApproxCountDistinct(Column)"/>
    public static Column ApproxCountDistinct(Column column, double rsd) => Call("approx_count_distinct", column, Lit(rsd));

    /// <inheritdoc cref="ApproxCountDistinct(Column)"/>
    public static Column ApproxCountDistinct(string columnName, double rsd) => Call("approx_count_distinct", Col(columnName), Lit(rsd));

    /// <summary>About the most frequent values, as array of structs of item and count.</summary>
    public static Column ApproxTopK(Column column, Column? count = null, Column? maxItemsTracked = null) =>
        CallOptional("approx_top_k", column, count, maxItemsTracked);

    /// <summary>A sketch of the frequent values.</summary>
    public static Column ApproxTopKAccumulate(Column column, Column? maxItemsTracked = null) => CallOptional("approx_top_k_accumulate", column, maxItemsTracked);

    /// <summary>One sketch of frequent values of several.</summary>
    public static Column ApproxTopKCombine(Column sketch, Column? maxItemsTracked = null) => CallOptional("approx_top_k_combine", sketch, maxItemsTracked);

    /// <summary>The most frequent values of a sketch, as array of structs of item and count.</summary>
    public static Column ApproxTopKEstimate(Column sketch, Column? count = null) => CallOptional("approx_top_k_estimate", sketch, count);

    /// <summary>A HyperLogLog sketch of the different values.</summary>
    public static Column HllSketchAgg(Column column) => Call("hll_sketch_agg", column);

    /// <inheritdoc cref="HllSketchAgg(Column)"/>
    public static Column HllSketchAgg(Column column, int lgConfigK) => Call("hll_sketch_agg", column, Lit(lgConfigK));

    /// <inheritdoc cref="HllSketchAgg(Column)"/>
    public static Column HllSketchAgg(Column column, Column lgConfigK) => Call("hll_sketch_agg", column, lgConfigK);

    /// <summary>How many different values a HyperLogLog sketch has seen, about.</summary>
    public static Column HllSketchEstimate(Column sketch) => Call("hll_sketch_estimate", sketch);

    /// <summary>One HyperLogLog sketch of two.</summary>
    public static Column HllUnion(Column left, Column right) => Call("hll_union", left, right);

    /// <inheritdoc cref="HllUnion(Column, Column)"/>
    public static Column HllUnion(Column left, Column right, bool allowDifferentLgConfigK) => Call("hll_union", left, right, Lit(allowDifferentLgConfigK));

    /// <summary>One HyperLogLog sketch of those of all rows.</summary>
    public static Column HllUnionAgg(Column sketch) => Call("hll_union_agg", sketch);

    /// <inheritdoc cref="HllUnionAgg(Column)"/>
    public static Column HllUnionAgg(Column sketch, bool allowDifferentLgConfigK) => Call("hll_union_agg", sketch, Lit(allowDifferentLgConfigK));

    /// <inheritdoc cref="HllUnionAgg(Column)"/>
    public static Column HllUnionAgg(Column sketch, Column allowDifferentLgConfigK) => Call("hll_union_agg", sketch, allowDifferentLgConfigK);

    /// <summary>A KLL sketch of the quantiles of integers; k sets its accuracy.</summary>
    public static Column KllSketchAggBigint(Column column) => Call("kll_sketch_agg_bigint", column);

    /// <inheritdoc cref="KllSketchAggBigint(Column)"/>
    public static Column KllSketchAggBigint(Column column, int k) => Call("kll_sketch_agg_bigint", column, Lit(k));

    /// <inheritdoc cref="KllSketchAggBigint(Column)"/>
    public static Column KllSketchAggBigint(Column column, Column k) => Call("kll_sketch_agg_bigint", column, k);

    /// <summary>One KLL sketch of integers of those of all rows.</summary>
    public static Column KllMergeAggBigint(Column sketch) => Call("kll_merge_agg_bigint", sketch);

    /// <inheritdoc cref="KllMergeAggBigint(Column)"/>
    public static Column KllMergeAggBigint(Column sketch, int k) => Call("kll_merge_agg_bigint", sketch, Lit(k));

    /// <inheritdoc cref="KllMergeAggBigint(Column)"/>
    public static Column KllMergeAggBigint(Column sketch, Column k) => Call("kll_merge_agg_bigint", sketch, k);

    /// <summary>How many integers a KLL sketch has seen.</summary>
    public static Column KllSketchGetNBigint(Column sketch) => Call("kll_sketch_get_n_bigint", sketch);

    /// <summary>About the value of integers below which a share lies; of an array of shares, an array.</summary>
    public static Column KllSketchGetQuantileBigint(Column sketch, Column rank) => Call("kll_sketch_get_quantile_bigint", sketch, rank);

    /// <summary>About the share of integers that lie below a value; of an array of values, an array.</summary>
    public static Column KllSketchGetRankBigint(Column sketch, Column quantile) => Call("kll_sketch_get_rank_bigint", sketch, quantile);

    /// <summary>One KLL sketch of integers of two.</summary>
    public static Column KllSketchMergeBigint(Column left, Column right) => Call("kll_sketch_merge_bigint", left, right);

    /// <summary>A description of a KLL sketch of integers for people.</summary>
    public static Column KllSketchToStringBigint(Column sketch) => Call("kll_sketch_to_string_bigint", sketch);

    /// <summary>A KLL sketch of the quantiles of doubles; k sets its accuracy.</summary>
    public static Column KllSketchAggDouble(Column column) => Call("kll_sketch_agg_double", column);

    /// <inheritdoc cref="KllSketchAggDouble(Column)"/>
    public static Column KllSketchAggDouble(Column column, int k) => Call("kll_sketch_agg_double", column, Lit(k));

    /// <inheritdoc cref="KllSketchAggDouble(Column)"/>
    public static Column KllSketchAggDouble(Column column, Column k) => Call("kll_sketch_agg_double", column, k);

    /// <summary>One KLL sketch of doubles of those of all rows.</summary>
    public static Column KllMergeAggDouble(Column sketch) => Call("kll_merge_agg_double", sketch);

    /// <inheritdoc cref="KllMergeAggDouble(Column)"/>
    public static Column KllMergeAggDouble(Column sketch, int k) => Call("kll_merge_agg_double", sketch, Lit(k));

    /// <inheritdoc cref="KllMergeAggDouble(Column)"/>
    public static Column KllMergeAggDouble(Column sketch, Column k) => Call("kll_merge_agg_double", sketch, k);

    /// <summary>How many doubles a KLL sketch has seen.</summary>
    public static Column KllSketchGetNDouble(Column sketch) => Call("kll_sketch_get_n_double", sketch);

    /// <summary>About the value of doubles below which a share lies; of an array of shares, an array.</summary>
    public static Column KllSketchGetQuantileDouble(Column sketch, Column rank) => Call("kll_sketch_get_quantile_double", sketch, rank);

    /// <summary>About the share of doubles that lie below a value; of an array of values, an array.</summary>
    public static Column KllSketchGetRankDouble(Column sketch, Column quantile) => Call("kll_sketch_get_rank_double", sketch, quantile);

    /// <summary>One KLL sketch of doubles of two.</summary>
    public static Column KllSketchMergeDouble(Column left, Column right) => Call("kll_sketch_merge_double", left, right);

    /// <summary>A description of a KLL sketch of doubles for people.</summary>
    public static Column KllSketchToStringDouble(Column sketch) => Call("kll_sketch_to_string_double", sketch);

    /// <summary>A KLL sketch of the quantiles of floats; k sets its accuracy.</summary>
    public static Column KllSketchAggFloat(Column column) => Call("kll_sketch_agg_float", column);

    /// <inheritdoc cref="KllSketchAggFloat(Column)"/>
    public static Column KllSketchAggFloat(Column column, int k) => Call("kll_sketch_agg_float", column, Lit(k));

    /// <inheritdoc cref="KllSketchAggFloat(Column)"/>
    public static Column KllSketchAggFloat(Column column, Column k) => Call("kll_sketch_agg_float", column, k);

    /// <summary>One KLL sketch of floats of those of all rows.</summary>
    public static Column KllMergeAggFloat(Column sketch) => Call("kll_merge_agg_float", sketch);

    /// <inheritdoc cref="KllMergeAggFloat(Column)"/>
    public static Column KllMergeAggFloat(Column sketch, int k) => Call("kll_merge_agg_float", sketch, Lit(k));

    /// <inheritdoc cref="KllMergeAggFloat(Column)"/>
    public static Column KllMergeAggFloat(Column sketch, Column k) => Call("kll_merge_agg_float", sketch, k);

    /// <summary>How many floats a KLL sketch has seen.</summary>
    public static Column KllSketchGetNFloat(Column sketch) => Call("kll_sketch_get_n_float", sketch);

    /// <summary>About the value of floats below which a share lies; of an array of shares, an array.</summary>
    public static Column KllSketchGetQuantileFloat(Column sketch, Column rank) => Call("kll_sketch_get_quantile_float", sketch, rank);

    /// <summary>About the share of floats that lie below a value; of an array of values, an array.</summary>
    public static Column KllSketchGetRankFloat(Column sketch, Column quantile) => Call("kll_sketch_get_rank_float", sketch, quantile);

    /// <summary>One KLL sketch of floats of two.</summary>
    public static Column KllSketchMergeFloat(Column left, Column right) => Call("kll_sketch_merge_float", left, right);

    /// <summary>A description of a KLL sketch of floats for people.</summary>
    public static Column KllSketchToStringFloat(Column sketch) => Call("kll_sketch_to_string_float", sketch);

    /// <summary>A theta sketch of the values in the first but not in the second.</summary>
    public static Column ThetaDifference(Column left, Column right) => Call("theta_difference", left, right);

    /// <summary>A theta sketch of the values in both.</summary>
    public static Column ThetaIntersection(Column left, Column right) => Call("theta_intersection", left, right);

    /// <summary>A theta sketch of the values in those of all rows.</summary>
    public static Column ThetaIntersectionAgg(Column sketch) => Call("theta_intersection_agg", sketch);

    /// <summary>A theta sketch of the different values, which supports set operations.</summary>
    public static Column ThetaSketchAgg(Column column) => Call("theta_sketch_agg", column);

    /// <inheritdoc cref="ThetaSketchAgg(Column)"/>
    public static Column ThetaSketchAgg(Column column, int lgNomEntries) => Call("theta_sketch_agg", column, Lit(lgNomEntries));

    /// <inheritdoc cref="ThetaSketchAgg(Column)"/>
    public static Column ThetaSketchAgg(Column column, Column lgNomEntries) => Call("theta_sketch_agg", column, lgNomEntries);

    /// <summary>How many different values a theta sketch has seen, about.</summary>
    public static Column ThetaSketchEstimate(Column sketch) => Call("theta_sketch_estimate", sketch);

    /// <summary>A theta sketch of the values in one of both.</summary>
    public static Column ThetaUnion(Column left, Column right) => Call("theta_union", left, right);

    /// <inheritdoc cref="ThetaUnion(Column, Column)"/>
    public static Column ThetaUnion(Column left, Column right, int lgNomEntries) => Call("theta_union", left, right, Lit(lgNomEntries));

    /// <inheritdoc cref="ThetaUnion(Column, Column)"/>
    public static Column ThetaUnion(Column left, Column right, Column lgNomEntries) => Call("theta_union", left, right, lgNomEntries);

    /// <summary>A theta sketch of the values in that of one row at least.</summary>
    public static Column ThetaUnionAgg(Column sketch) => Call("theta_union_agg", sketch);

    /// <inheritdoc cref="ThetaUnionAgg(Column)"/>
    public static Column ThetaUnionAgg(Column sketch, int lgNomEntries) => Call("theta_union_agg", sketch, Lit(lgNomEntries));

    /// <inheritdoc cref="ThetaUnionAgg(Column)"/>
    public static Column ThetaUnionAgg(Column sketch, Column lgNomEntries) => Call("theta_union_agg", sketch, lgNomEntries);
}
