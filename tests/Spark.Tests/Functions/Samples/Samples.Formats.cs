using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    // Static members are made in the order of the files; properties do not depend on it.
    static StructType Schema => new([new StructField("a", new IntegerType()), new StructField("b", new StringType())]);

    static Dictionary<string, string> Mode => new() { ["mode"] = "FAILFAST" };

    static Dictionary<string, string> Separator => new() { ["sep"] = ";" };

    public static readonly SampleTable Formats = new(Sources.Row)
    {
        { () => FromJson(Col("json"), "a INT, b ARRAY<INT>"), "from_json(json, 'a INT, b ARRAY<INT>')" },
        { () => FromJson(Col("json"), "a INT", Mode), "from_json(json, 'a INT', map('mode', 'FAILFAST'))" },
        { () => FromJson(Col("json"), SchemaOfJson("{\"a\":1}")), "from_json(json, 'STRUCT<a: BIGINT>')" },
        { () => FromJson(Col("json"), Lit("a INT"), Mode), "from_json(json, 'a INT', map('mode', 'FAILFAST'))" },
        { () => FromJson(Col("json"), Schema), "from_json(json, 'a INT, b STRING')" },
        { () => FromJson(Lit("[1,2]"), new ArrayType(new IntegerType())), "from_json('[1,2]', 'ARRAY<INT>')" },
        { () => SchemaOfJson("{\"a\":1}"), "schema_of_json('{\"a\":1}')" },
        { () => SchemaOfJson(Lit("{\"a\":1}")), "schema_of_json('{\"a\":1}')" },
        { () => SchemaOfJson(Lit("{\"a\":1}"), Mode), "schema_of_json('{\"a\":1}', map('mode', 'FAILFAST'))" },
        { () => ToJson(Col("p")), "to_json(p)" },
        { () => ToJson(Struct("d"), new Dictionary<string, string> { { "dateFormat", "dd/MM/yyyy" } }), "to_json(struct(d), map('dateFormat', 'dd/MM/yyyy'))" },
        { () => FromCsv(Col("csv"), Schema, Mode), "from_csv(csv, 'a INT, b STRING', map('mode', 'FAILFAST'))" },
        { () => FromCsv(Lit("1;z"), Lit("a INT, b STRING"), Separator), "from_csv('1;z', 'a INT, b STRING', map('sep', ';'))" },
        { () => SchemaOfCsv("1,z"), "schema_of_csv('1,z')" },
        { () => SchemaOfCsv(Lit("1,z")), "schema_of_csv('1,z')" },
        { () => SchemaOfCsv(Lit("1;z"), Separator), "schema_of_csv('1;z', map('sep', ';'))" },
        { () => ToCsv(Struct("i", "s")), "to_csv(struct(i, s))" },
        { () => ToCsv(Struct("i", "s"), Separator), "to_csv(struct(i, s), map('sep', ';'))" },
        { () => FromXml(Col("xml"), "a INT, b STRING"), "from_xml(xml, 'a INT, b STRING')" },
        { () => FromXml(Col("xml"), Lit("a INT, b STRING"), Mode), "from_xml(xml, 'a INT, b STRING', map('mode', 'FAILFAST'))" },
        { () => FromXml(Col("xml"), Schema, Mode), "from_xml(xml, 'a INT, b STRING', map('mode', 'FAILFAST'))" },
        { () => SchemaOfXml("<p><a>1</a></p>"), "schema_of_xml('<p><a>1</a></p>')" },
        { () => SchemaOfXml(Lit("<p><a>1</a></p>"), Mode), "schema_of_xml('<p><a>1</a></p>', map('mode', 'FAILFAST'))" },
        { () => ToXml(Struct("i", "s")), "to_xml(struct(i, s))" },
        { () => ToXml(Struct("i", "s"), new Dictionary<string, string> { { "rowTag", "r" } }), "to_xml(struct(i, s), map('rowTag', 'r'))" },
    };
}
