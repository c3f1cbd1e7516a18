namespace Microsoft.Spark.Sql;

// Tuple sketches: theta sketches that keep a number with each distinct key. Modes that combine the numbers of one key are sum, min, max and alwaysone.
public static partial class Functions
{
    /// <summary>A tuple sketch of keys with doubles.</summary>
    public static Column TupleSketchAggDouble(Column key, Column summary, Column? lgNomEntries = null, Column? mode = null) =>
        CallOptional("tuple_sketch_agg_double", key, summary, lgNomEntries, mode);

    /// <summary>About how many different keys a tuple sketch of doubles has seen.</summary>
    public static Column TupleSketchEstimateDouble(Column sketch) => Call("tuple_sketch_estimate_double", sketch);

    /// <summary>The doubles of all keys of a tuple sketch as one number.</summary>
    public static Column TupleSketchSummaryDouble(Column sketch, Column? mode = null) => CallOptional("tuple_sketch_summary_double", sketch, mode);

    /// <summary>The share of all keys that a tuple sketch of doubles keeps.</summary>
    public static Column TupleSketchThetaDouble(Column sketch) => Call("tuple_sketch_theta_double", sketch);

    /// <summary>A tuple sketch of doubles of the keys in one of both.</summary>
    public static Column TupleUnionDouble(Column left, Column right, Column? lgNomEntries = null, Column? mode = null) =>
        CallOptional("tuple_union_double", left, right, lgNomEntries, mode);

    /// <summary>A tuple sketch of doubles of the keys in that of one row at least.</summary>
    public static Column TupleUnionAggDouble(Column sketch, Column? lgNomEntries = null, Column? mode = null) =>
        CallOptional("tuple_union_agg_double", sketch, lgNomEntries, mode);

    /// <summary>A tuple sketch of doubles of the keys in a tuple or a theta sketch.</summary>
    public static Column TupleUnionThetaDouble(Column tuple, Column theta, Column? lgNomEntries = null, Column? mode = null) =>
        CallOptional("tuple_union_theta_double", tuple, theta, lgNomEntries, mode);

    /// <summary>A tuple sketch of doubles of the keys in both.</summary>
    public static Column TupleIntersectionDouble(Column left, Column right, Column? mode = null) => CallOptional("tuple_intersection_double", left, right, mode);

    /// <summary>A tuple sketch of doubles of the keys in those of all rows.</summary>
    public static Column TupleIntersectionAggDouble(Column sketch, Column? mode = null) => CallOptional("tuple_intersection_agg_double", sketch, mode);

    /// <summary>A tuple sketch of doubles of the keys in a tuple and a theta sketch.</summary>
    public static Column TupleIntersectionThetaDouble(Column tuple, Column theta, Column? mode = null) =>
        CallOptional("tuple_intersection_theta_double", tuple, theta, mode);

    /// <summary>A tuple sketch of doubles of the keys in the first but not in the second.</summary>
    public static Column TupleDifferenceDouble(Column left, Column right) => Call("tuple_difference_double", left, right);

    /// <summary>A tuple sketch of doubles of the keys in a tuple but not in a theta sketch.</summary>
    public static Column TupleDifferenceThetaDouble(Column tuple, Column theta) => Call("tuple_difference_theta_double", tuple, theta);

    /// <summary>A tuple sketch of keys with integers.</summary>
    public static Column TupleSketchAggInteger(Column key, Column summary, Column? lgNomEntries = null, Column? mode = null) =>
        CallOptional("tuple_sketch_agg_integer", key, summary, lgNomEntries, mode);

    /// <summary>About how many different keys a tuple sketch of integers has seen.</summary>
    public static Column TupleSketchEstimateInteger(Column sketch) => Call("tuple_sketch_estimate_integer", sketch);

    /// <summary>The integers of all keys of a tuple sketch as one number.</summary>
    public static Column TupleSketchSummaryInteger(Column sketch, Column? mode = null) => CallOptional("tuple_sketch_summary_integer", sketch, mode);

    /// <summary>The share of all keys that a tuple sketch of integers keeps.</summary>
    public static Column TupleSketchThetaInteger(Column sketch) => Call("tuple_sketch_theta_integer", sketch);

    /// <summary>A tuple sketch of integers of the keys in one of both.</summary>
    public static Column TupleUnionInteger(Column left, Column right, Column? lgNomEntries = null, Column? mode = null) =>
        CallOptional("tuple_union_integer", left, right, lgNomEntries, mode);

    /// <summary>A tuple sketch of integers of the keys in that of one row at least.</summary>
    public static Column TupleUnionAggInteger(Column sketch, Column? lgNomEntries = null, Column? mode = null) =>
        CallOptional("tuple_union_agg_integer", sketch, lgNomEntries, mode);

    /// <summary>A tuple sketch of integers of the keys in a tuple or a theta sketch.</summary>
    public static Column TupleUnionThetaInteger(Column tuple, Column theta, Column? lgNomEntries = null, Column? mode = null) =>
        CallOptional("tuple_union_theta_integer", tuple, theta, lgNomEntries, mode);

    /// <summary>A tuple sketch of integers of the keys in both.</summary>
    public static Column TupleIntersectionInteger(Column left, Column right, Column? mode = null) => CallOptional("tuple_intersection_integer", left, right, mode);

    /// <summary>A tuple sketch of integers of the keys in those of all rows.</summary>
    public static Column TupleIntersectionAggInteger(Column sketch, Column? mode = null) => CallOptional("tuple_intersection_agg_integer", sketch, mode);

    /// <summary>A tuple sketch of integers of the keys in a tuple and a theta sketch.</summary>
    public static Column TupleIntersectionThetaInteger(Column tuple, Column theta, Column? mode = null) =>
        CallOptional("tuple_intersection_theta_integer", tuple, theta, mode);

    /// <summary>A tuple sketch of integers of the keys in the first but not in the second.</summary>
    public static Column TupleDifferenceInteger(Column left, Column right) => Call("tuple_difference_integer", left, right);

    /// <summary>A tuple sketch of integers of the keys in a tuple but not in a theta sketch.</summary>
    public static Column TupleDifferenceThetaInteger(Column tuple, Column theta) => Call("tuple_difference_theta_integer", tuple, theta);
}
