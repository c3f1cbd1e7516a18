using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

// Structs from and to JSON, CSV and XML. Options are those of the data source of that name.
public static partial class Functions
{
    /// <summary>JSON as a struct, array or map; the schema is written in SQL (<c>a INT, b STRING</c>) or in JSON.</summary>
    public static Column FromJson(Column column, string schema, Dictionary<string, string>? options = null) => FromJson(column, Lit(schema), options);

    /// <summary>JSON as a struct, array or map of a schema, which may be that of <see cref="SchemaOfJson(string)"/>.</summary>
    public static Column FromJson(Column column, Column schema, Dictionary<string, string>? options = null) => CallWith(options, "from_json", column, schema);

    /// <summary>JSON as a struct, array or map of a type.</summary>
    public static Column FromJson(Column column, DataType schema, Dictionary<string, string>? options = null) => FromJson(column, schema.Json, options);

    /// <summary>The schema of an example in JSON, in SQL.</summary>
    public static Column SchemaOfJson(string json) => SchemaOfJson(Lit(json));

    /// <inheritdoc cref="SchemaOfJson(string)"/>
    public static Column SchemaOfJson(Column json) => Call("schema_of_json", json);

    /// <inheritdoc cref="SchemaOfJson(string)"/>
    public static Column SchemaOfJson(Column json, Dictionary<string, string> options) => CallWith(options, "schema_of_json", json);

    /// <summary>A struct, array, map or variant in JSON.</summary>
    public static Column ToJson(Column column, Dictionary<string, string>? options = null) => CallWith(options, "to_json", column);

    /// <summary>The values of top fields of a JSON object, each a column of text.</summary>
    public static Column JsonTuple(Column column, params string[] fields) => Call("json_tuple", [column, .. fields.Select(Lit)]);

    /// <summary>A line of CSV as a struct.</summary>
    public static Column FromCsv(Column column, StructType schema, Dictionary<string, string> options) => CallWith(options, "from_csv", column, Lit(schema.Json));

    /// <summary>A line of CSV as a struct of a schema, which may be that of <see cref="SchemaOfCsv(string)"/>.</summary>
    public static Column FromCsv(Column column, Column schema, Dictionary<string, string> options) => CallWith(options, "from_csv", column, schema);

    /// <summary>The schema of an example line of CSV, in SQL.</summary>
    public static Column SchemaOfCsv(string csv) => SchemaOfCsv(Lit(csv));

    /// <inheritdoc cref="SchemaOfCsv(string)"/>
    public static Column SchemaOfCsv(Column csv) => Call("schema_of_csv", csv);

    /// <inheritdoc cref="SchemaOfCsv(string)"/>
    public static Column SchemaOfCsv(Column csv, Dictionary<string, string> options) => CallWith(options, "schema_of_csv", csv);

    /// <summary>A struct as a line of CSV.</summary>
    public static Column ToCsv(Column column) => Call("to_csv", column);

    /// <inheritdoc cref="ToCsv(Column)"/>
    public static Column ToCsv(Column column, Dictionary<string, string> options) => CallWith(options, "to_csv", column);

    /// <summary>XML as a struct; the schema is written in SQL or in JSON.</summary>
    public static Column FromXml(Column column, string schema, Dictionary<string, string>? options = null) => FromXml(column, Lit(schema), options);

    /// <summary>XML as a struct of a schema, which may be that of <see cref="SchemaOfXml(string)"/>.</summary>
    public static Column FromXml(Column column, Column schema, Dictionary<string, string>? options = null) => CallWith(options, "from_xml", column, schema);

    /// <summary>XML as a struct.</summary>
    public static Column FromXml(Column column, StructType schema, Dictionary<string, string>? options = null) => FromXml(column, schema.Json, options);

    /// <summary>The schema of an example in XML, in SQL.</summary>
    public static Column SchemaOfXml(string xml) => SchemaOfXml(Lit(xml));

    /// <inheritdoc cref="SchemaOfXml(string)"/>
    public static Column SchemaOfXml(Column xml, Dictionary<string, string>? options = null) => CallWith(options, "schema_of_xml", xml);

    /// <summary>A struct in XML.</summary>
    public static Column ToXml(Column column, Dictionary<string, string>? options = null) => CallWith(options, "to_xml", column);

    internal static Column CallWith(IReadOnlyDictionary<string, string>? options, string function, params ReadOnlySpan<Column> arguments) =>
        options is null or { Count: 0 }
            ? Call(function, arguments)
            : Call(function, [.. arguments, Map([.. options.SelectMany(option => new[] { Lit(option.Key), Lit(option.Value) })])]);
}
