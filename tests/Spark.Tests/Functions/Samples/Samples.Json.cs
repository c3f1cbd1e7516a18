using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Json = new(Sources.Row)
    {
        { () => GetJsonObject(Col("json"), "$.b[1]"), "get_json_object(json, '$.b[1]')" },
        { () => IsValidVariant(Col("v")), "is_valid_variant(v)" },
        { () => IsVariantNull(Col("v")), "is_variant_null(v)" },
        { () => JsonArrayLength(Lit("[1,2,3]")), "json_array_length('[1,2,3]')" },
        { () => JsonObjectKeys(Col("json")), "json_object_keys(json)" },
        { () => ParseJson(Col("json")), "parse_json(json)" },
        { () => SchemaOfVariant(Col("v")), "schema_of_variant(v)" },
        { () => ToVariantObject(Col("m")), "to_variant_object(m)" },
        { () => TryParseJson(Col("json")), "try_parse_json(json)" },
        { () => TryVariantGet(Col("v"), "$.a", "int"), "try_variant_get(v, '$.a', 'int')" },
        { () => TryVariantGet(Col("v"), Lit("$.a"), "int"), "try_variant_get(v, '$.a', 'int')" },
        { () => VariantGet(Col("v"), "$.a", "int"), "variant_get(v, '$.a', 'int')" },
        { () => VariantGet(Col("v"), Lit("$.a"), "int"), "variant_get(v, '$.a', 'int')" },
        { () => Xpath(Col("xml"), Lit("p/b/text()")), "xpath(xml, 'p/b/text()')" },
        { () => XpathBoolean(Col("xml"), Lit("p/a")), "xpath_boolean(xml, 'p/a')" },
        { () => XpathDouble(Col("xml"), Lit("p/a")), "xpath_double(xml, 'p/a')" },
        { () => XpathFloat(Col("xml"), Lit("p/a")), "xpath_float(xml, 'p/a')" },
        { () => XpathInt(Col("xml"), Lit("p/a")), "xpath_int(xml, 'p/a')" },
        { () => XpathLong(Col("xml"), Lit("p/a")), "xpath_long(xml, 'p/a')" },
        { () => XpathNumber(Col("xml"), Lit("p/a")), "xpath_number(xml, 'p/a')" },
        { () => XpathShort(Col("xml"), Lit("p/a")), "xpath_short(xml, 'p/a')" },
        { () => XpathString(Col("xml"), Lit("p/b")), "xpath_string(xml, 'p/b')" },
        { () => StAsbinary(Expr("st_geomfromwkb(wkb)")), "st_asbinary(st_geomfromwkb(wkb))" },
        { () => StAsbinary(Expr("st_geomfromwkb(wkb)"), "XDR"), "st_asbinary(st_geomfromwkb(wkb), 'XDR')" },
        { () => StAsbinary(Expr("st_geomfromwkb(wkb)"), Lit("XDR")), "st_asbinary(st_geomfromwkb(wkb), 'XDR')" },
        { () => StSrid(Expr("st_geomfromwkb(wkb, 3857)")), "st_srid(st_geomfromwkb(wkb, 3857))" },
        { () => VectorCosineSimilarity(Col("vf"), Col("vg")), "vector_cosine_similarity(vf, vg)" },
        { () => VectorInnerProduct(Col("vf"), Col("vg")), "vector_inner_product(vf, vg)" },
        { () => VectorL2Distance(Col("vf"), Col("vg")), "vector_l2_distance(vf, vg)" },
        { () => VectorNorm(Col("vf"), Expr("FLOAT('1.0')")), "vector_norm(vf, FLOAT('1.0'))" },
        { () => VectorNorm(Col("vf")), "vector_norm(vf)" },
        { () => VectorNormalize(Col("vf"), Expr("FLOAT('1.0')")), "vector_normalize(vf, FLOAT('1.0'))" },
        { () => VectorNormalize(Col("vf")), "vector_normalize(vf)" },
    };
}
