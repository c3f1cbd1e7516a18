using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Arrays = new(Sources.Row)
    {
        { () => Array(Col("x"), Col("y")), "array(x, y)" },
        { () => Array("x", "y"), "array(x, y)" },
        { () => ArrayAppend(Col("xs"), 9), "array_append(xs, 9)" },
        { () => ArrayCompact(Col("ss")), "array_compact(ss)" },
        { () => ArrayContains(Col("xs"), 2), "array_contains(xs, 2)" },
        { () => ArrayDistinct(Col("xs")), "array_distinct(xs)" },
        { () => ArrayExcept(Col("xs"), Col("ys")), "array_except(xs, ys)" },
        { () => ArrayInsert(Col("xs"), Lit(2), Lit(9)), "array_insert(xs, 2, 9)" },
        { () => ArrayIntersect(Col("xs"), Col("ys")), "array_intersect(xs, ys)" },
        { () => ArrayJoin(Col("ss"), "-", "?"), "array_join(ss, '-', '?')" },
        { () => ArrayJoin(Col("ss"), "-"), "array_join(ss, '-')" },
        { () => ArrayMax(Col("xs")), "array_max(xs)" },
        { () => ArrayMin(Col("xs")), "array_min(xs)" },
        { () => ArrayPosition(Col("xs"), 2), "array_position(xs, 2)" },
        { () => ArrayPrepend(Col("xs"), 9), "array_prepend(xs, 9)" },
        { () => ArrayRemove(Col("xs"), 1), "array_remove(xs, 1)" },
        { () => ArrayRepeat(Col("s"), Lit(2)), "array_repeat(s, 2)" },
        { () => ArrayRepeat(Col("s"), 2), "array_repeat(s, 2)" },
        { () => ArraySize(Col("xs")), "array_size(xs)" },
        { () => ArraySort(Col("xs")), "array_sort(xs)" },
        { () => ArrayUnion(Col("xs"), Col("ys")), "array_union(xs, ys)" },
        { () => ArraysOverlap(Col("xs"), Col("ys")), "arrays_overlap(xs, ys)" },
        { () => ArraysZip(Col("xs"), Col("ys")), "arrays_zip(xs, ys)" },
        { () => Cardinality(Col("xs")), "cardinality(xs)" },
        { () => Concat(Col("s"), Col("t")), "concat(s, t)" },
        { () => ElementAt(Col("xs"), 2), "element_at(xs, 2)" },
        { () => Flatten(Expr("array(xs, ys)")), "flatten(array(xs, ys))" },
        { () => Get(Col("xs"), Lit(0)), "get(xs, 0)" },
        { () => Reverse(Col("s")), "reverse(s)" },
        { () => Sequence(Lit(1), Lit(9), Lit(2)), "sequence(1, 9, 2)" },
        { () => Sequence(Lit(1), Lit(9)), "sequence(1, 9)" },
        { () => Size(Col("m")), "size(m)" },
        { () => Slice(Col("xs"), 2, 2), "slice(xs, 2, 2)" },
        { () => Slice(Col("xs"), Lit(2), Lit(2)), "slice(xs, 2, 2)" },
        { () => SortArray(Col("xs"), false), "sort_array(xs, false)" },
        { () => TryElementAt(Col("xs"), Lit(2)), "try_element_at(xs, 2)" },
    };
}
