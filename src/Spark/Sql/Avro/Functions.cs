namespace Microsoft.Spark.Sql.Avro;

/// <summary>Columns from and to Avro's binary format. The server needs the package <c>org.apache.spark:spark-avro</c>.</summary>
public static class Functions
{
    /// <summary>Avro bytes as a value of the schema, which is written in Avro's JSON.</summary>
    public static Column FromAvro(Column data, string jsonFormatSchema) => Column.Call("from_avro", data, Column.Of(jsonFormatSchema));

    /// <summary>Avro bytes as a value of the schema, read with options such as <c>mode</c> and <c>avroSchema</c>.</summary>
    public static Column FromAvro(Column data, string jsonFormatSchema, Dictionary<string, string> options) =>
        Sql.Functions.CallWith(options, "from_avro", data, Column.Of(jsonFormatSchema));

    /// <summary>A value as Avro bytes, of the schema that its type gives.</summary>
    public static Column ToAvro(Column data) => Column.Call("to_avro", data);

    /// <summary>A value as Avro bytes of a schema, which is written in Avro's JSON.</summary>
    public static Column ToAvro(Column data, string jsonFormatSchema) => Column.Call("to_avro", data, Column.Of(jsonFormatSchema));

    /// <summary>The type in SQL of a schema that is written in Avro's JSON.</summary>
    public static Column SchemaOfAvro(string jsonFormatSchema, Dictionary<string, string>? options = null) =>
        Sql.Functions.CallWith(options, "schema_of_avro", Column.Of(jsonFormatSchema));
}
