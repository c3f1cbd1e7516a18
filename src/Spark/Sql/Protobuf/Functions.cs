namespace Microsoft.Spark.Sql.Protobuf;

/// <summary>Columns from and to protocol buffers. The server needs the package <c>org.apache.spark:spark-protobuf</c>.</summary>
public static class Functions
{
    /// <summary>A protocol buffer as a struct.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="messageName">The message's name with its package.</param>
    /// <param name="descriptorSet">The compiled schema: a FileDescriptorSet, as <c>protoc --descriptor_set_out --include_imports</c> writes it.</param>
    /// <param name="options">Options such as <c>mode</c> and <c>recursive.fields.max.depth</c>.</param>
    public static Column FromProtobuf(Column data, string messageName, byte[] descriptorSet, Dictionary<string, string>? options = null) =>
        Sql.Functions.CallWith(options, "from_protobuf", data, Column.Of(messageName), Column.Of(descriptorSet));

    /// <summary>A protocol buffer as a struct, by a class that the server's classpath holds.</summary>
    public static Column FromProtobuf(Column data, string messageClassName, Dictionary<string, string>? options = null) =>
        Sql.Functions.CallWith(options, "from_protobuf", data, Column.Of(messageClassName));

    /// <summary>A struct as a protocol buffer of the compiled schema.</summary>
    public static Column ToProtobuf(Column data, string messageName, byte[] descriptorSet, Dictionary<string, string>? options = null) =>
        Sql.Functions.CallWith(options, "to_protobuf", data, Column.Of(messageName), Column.Of(descriptorSet));

    /// <summary>A struct as a protocol buffer, by a class that the server's classpath holds.</summary>
    public static Column ToProtobuf(Column data, string messageClassName, Dictionary<string, string>? options = null) =>
        Sql.Functions.CallWith(options, "to_protobuf", data, Column.Of(messageClassName));
}
