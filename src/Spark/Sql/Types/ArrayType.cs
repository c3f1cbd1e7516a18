using Newtonsoft.Json.Linq;

namespace Microsoft.Spark.Sql.Types;

/// <summary>Any number of values of one type; <c>T[]</c> or <c>List&lt;T&gt;</c> in C#, <c>object[]</c> in a <see cref="Row"/>.</summary>
/// <param name="elementType">The elements' type.</param>
/// <param name="containsNull">Whether elements can be null.</param>
public sealed class ArrayType(DataType elementType, bool containsNull = true) : DataType
{
    /// <summary>The elements' type.</summary>
    public DataType ElementType { get; } = elementType;

    /// <summary>Whether elements can be null.</summary>
    public bool ContainsNull { get; } = containsNull;

    /// <inheritdoc/>
    public override string TypeName => "array";

    /// <inheritdoc/>
    public override string SimpleString => $"array<{ElementType.SimpleString}>";

    internal override string Sql => $"ARRAY<{ElementType.Sql}>";

    internal override JToken JsonValue => new JObject(new JProperty("type", TypeName), new JProperty("elementType", ElementType.JsonValue), new JProperty("containsNull", ContainsNull));
}
