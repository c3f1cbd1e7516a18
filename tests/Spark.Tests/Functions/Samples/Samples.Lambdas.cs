using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Lambdas = new(Sources.Row)
    {
        { () => Transform(Col("xs"), x => x * Col("i")), "transform(xs, x -> x * i)" },
        { () => Transform(Col("xs"), (x, at) => x * at), "transform(xs, (x, k) -> x * k)" },
        { () => Transform(Col("xs"), x => Transform(Col("ys"), y => x * y)), "transform(xs, a -> transform(ys, c -> a * c))" },
        { () => Filter(Col("xs"), x => x > 1), "filter(xs, x -> x > 1)" },
        { () => Filter(Col("xs"), (x, at) => at >= 1), "filter(xs, (x, k) -> k >= 1)" },
        { () => Exists(Col("xs"), x => x > 2), "exists(xs, x -> x > 2)" },
        { () => ForAll(Col("xs"), x => x > 2), "forall(xs, x -> x > 2)" },
        { () => Aggregate(Col("xs"), Lit(0), (sum, x) => sum + x), "aggregate(xs, 0, (acc, x) -> acc + x)" },
        { () => Aggregate(Col("xs"), Lit(0), (sum, x) => sum + x, sum => sum * 10), "aggregate(xs, 0, (acc, x) -> acc + x, acc -> acc * 10)" },
        { () => Reduce(Col("xs"), Lit(1), (product, x) => product * x), "reduce(xs, 1, (acc, x) -> acc * x)" },
        { () => Reduce(Col("xs"), Lit(1), (product, x) => product * x, product => -product), "reduce(xs, 1, (acc, x) -> acc * x, acc -> -acc)" },
        { () => ArraySort(Col("xs"), (left, right) => right - left), "array_sort(xs, (l, r) -> r - l)" },
        { () => ZipWith(Col("xs"), Col("ys"), (x, y) => Coalesce(x, Lit(0)) + Coalesce(y, Lit(0))), "zip_with(xs, ys, (l, r) -> coalesce(l, 0) + coalesce(r, 0))" },
        { () => MapFilter(Col("m"), (key, value) => value > 1), "map_filter(m, (k, v) -> v > 1)" },
        { () => MapZipWith(Col("m"), Map(Lit("a"), Lit(5)), (key, left, right) => Concat(key, left, right)), "map_zip_with(m, map('a', 5), (k, l, r) -> concat(k, l, r))" },
        { () => TransformKeys(Col("m"), (key, value) => Upper(key)), "transform_keys(m, (k, v) -> upper(k))" },
        { () => TransformValues(Col("m"), (key, value) => value + 1), "transform_values(m, (k, v) -> v + 1)" },
    };
}
