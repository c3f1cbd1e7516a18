using Newtonsoft.Json.Linq;

namespace Microsoft.Spark.Sql.Types;

/// <summary>Keys with a value each; <c>Dictionary&lt;K, V&gt;</c> in C#, <c>Dictionary&lt;object, object&gt;</c> in a <see cref="Row"/>. Keys are never null.</summary>
/// <param name="keyType">The keys' type.</param>
/// <param name="valueType">The values' type.</param>
/// <param name="valueContainsNull">Whether values can be null.</param>
public sealed class MapType(DataType keyType, DataType valueType, bool valueContainsNull = true) : DataType
{
    /// <summary>The keys' type.</summary>
    public DataType KeyType { get; } = keyType;

    /// <summary>The values' type.</summary>
    public DataType ValueType { get; } = valueType;

    /// <summary>Whether values can be null.</summary>
    public bool ValueContainsNull { get; } = valueContainsNull;

    /// <inheritdoc/>
    public override string TypeName => "map";

    /// <inheritdoc/>
    public override string SimpleString => $"map<{KeyType.SimpleString},{ValueType.SimpleString}>";

    internal override string Sql => $"MAP<{KeyType.Sql}, {ValueType.Sql}>";

    internal override JToken JsonValue => new JObject(
        new JProperty("type", TypeName), new JProperty("keyType", KeyType.JsonValue), new JProperty("valueType", ValueType.JsonValue), new JProperty("valueContainsNull", ValueContainsNull));
}
