namespace Microsoft.Spark.Sql;

// JSON, CSV, XML and variants.
public static partial class Functions
{
    /// <summary>What a path such as <c>$.a.b[0]</c> finds in JSON, as text.</summary>
    public static Column GetJsonObject(Column column, string path) => Call("get_json_object", column, Lit(path));

    /// <summary>Whether the bytes of a variant are well formed.</summary>
    public static Column IsValidVariant(Column variant) => Call("is_valid_variant", variant);

    /// <summary>Whether the variant is JSON's null.</summary>
    public static Column IsVariantNull(Column variant) => Call("is_variant_null", variant);

    /// <summary>The number of elements of a JSON array.</summary>
    public static Column JsonArrayLength(Column json) => Call("json_array_length", json);

    /// <summary>The keys of a JSON object, as array.</summary>
    public static Column JsonObjectKeys(Column json) => Call("json_object_keys", json);

    /// <summary>JSON as a variant.</summary>
    public static Column ParseJson(Column json) => Call("parse_json", json);

    /// <summary>The type of a variant in SQL.</summary>
    public static Column SchemaOfVariant(Column variant) => Call("schema_of_variant", variant);

    /// <summary>The common type of the variants of all rows, in SQL.</summary>
    public static Column SchemaOfVariantAgg(Column variant) => Call("schema_of_variant_agg", variant);

    /// <summary>An array, map or struct as a variant.</summary>
    public static Column ToVariantObject(Column value) => Call("to_variant_object", value);

    /// <summary>JSON as a variant, or null where it is none.</summary>
    public static Column TryParseJson(Column json) => Call("try_parse_json", json);

    /// <summary>What a path finds in a variant, as a type, or null where it is not of that type.</summary>
    public static Column TryVariantGet(Column variant, string path, string type) => Call("try_variant_get", variant, Lit(path), Lit(type));

    /// <inheritdoc cref="TryVariantGet(Column, string, string)"/>
    public static Column TryVariantGet(Column variant, Column path, string type) => Call("try_variant_get", variant, path, Lit(type));

    /// <summary>What a path finds in a variant, as a type.</summary>
    public static Column VariantGet(Column variant, string path, string type) => Call("variant_get", variant, Lit(path), Lit(type));

    /// <inheritdoc cref="VariantGet(Column, string, string)"/>
    public static Column VariantGet(Column variant, Column path, string type) => Call("variant_get", variant, path, Lit(type));

    /// <summary>The texts that an XPath finds in XML, as array.</summary>
    public static Column Xpath(Column xml, Column path) => Call("xpath", xml, path);

    /// <summary>Whether an XPath holds for or finds something in XML.</summary>
    public static Column XpathBoolean(Column xml, Column path) => Call("xpath_boolean", xml, path);

    /// <summary>The number that an XPath finds in XML, as double.</summary>
    public static Column XpathDouble(Column xml, Column path) => Call("xpath_double", xml, path);

    /// <summary>The number that an XPath finds in XML, as float.</summary>
    public static Column XpathFloat(Column xml, Column path) => Call("xpath_float", xml, path);

    /// <summary>The number that an XPath finds in XML, as int.</summary>
    public static Column XpathInt(Column xml, Column path) => Call("xpath_int", xml, path);

    /// <summary>The number that an XPath finds in XML, as long.</summary>
    public static Column XpathLong(Column xml, Column path) => Call("xpath_long", xml, path);

    /// <summary>The number that an XPath finds in XML, as double.</summary>
    public static Column XpathNumber(Column xml, Column path) => Call("xpath_number", xml, path);

    /// <summary>The number that an XPath finds in XML, as short.</summary>
    public static Column XpathShort(Column xml, Column path) => Call("xpath_short", xml, path);

    /// <summary>The text that an XPath finds first in XML.</summary>
    public static Column XpathString(Column xml, Column path) => Call("xpath_string", xml, path);
}
