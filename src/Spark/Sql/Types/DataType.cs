using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Spark.Sql.Types;

/// <summary>The type of a column, or of a value inside one. Two types are equal when their <see cref="SimpleString"/>s are.</summary>
public abstract class DataType
{
    private protected DataType()
    {
    }

    /// <summary>The type's name, in lower case.</summary>
    public abstract string TypeName { get; }

    /// <summary>The type in short, with the types that it is made of.</summary>
    public virtual string SimpleString => TypeName;

    /// <summary>The type as JSON, as Spark writes it.</summary>
    public string Json => JsonValue.ToString(Formatting.None);

    /// <summary>The type as SQL and schema texts have it.</summary>
    internal abstract string Sql { get; }

    internal virtual JToken JsonValue => TypeName;

    /// <summary>Reads a type from Spark's JSON or from a schema text such as <c>array&lt;int&gt;</c> or <c>id BIGINT, name STRING</c>.</summary>
    /// <exception cref="ArgumentException">The text is neither; the message says where.</exception>
    public static DataType ParseDataType(string json)
    {
        var start = json.AsSpan().TrimStart();
        return start.StartsWith("{") || start.StartsWith("\"") ? TypeJson.Parse(json) : new DdlParser(json).ParseTypeOrColumns();
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj) || (obj is DataType other && SimpleString == other.SimpleString);

    /// <inheritdoc/>
    public override int GetHashCode() => SimpleString.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => SimpleString;
}
