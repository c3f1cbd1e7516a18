using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Maps = new(Sources.Row)
    {
        { () => Map(Col("s"), Col("i")), "map(s, i)" },
        { () => MapConcat(Col("m"), Expr("map('z', 26)")), "map_concat(m, map('z', 26))" },
        { () => MapContainsKey(Col("m"), "a"), "map_contains_key(m, 'a')" },
        { () => MapEntries(Col("m")), "map_entries(m)" },
        { () => MapFromArrays(Expr("array('k','l')"), Col("ys")), "map_from_arrays(array('k','l'), ys)" },
        { () => MapFromEntries(Expr("array(struct('k', 1))")), "map_from_entries(array(struct('k', 1)))" },
        { () => MapKeys(Col("m")), "map_keys(m)" },
        { () => MapValues(Col("m")), "map_values(m)" },
        { () => NamedStruct(Lit("a"), Col("i"), Lit("b"), Col("s")), "named_struct('a', i, 'b', s)" },
        { () => StrToMap(Lit("a=1;b=2"), Lit(";"), Lit("=")), "str_to_map('a=1;b=2', ';', '=')" },
        { () => StrToMap(Lit("a=1;b=2")), "str_to_map('a=1;b=2')" },
        { () => Struct(Col("x"), Col("y")), "struct(x, y)" },
        { () => Struct("x", "y"), "struct(x, y)" },
    };
}
