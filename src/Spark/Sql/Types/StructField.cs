using Newtonsoft.Json.Linq;

namespace Microsoft.Spark.Sql.Types;

/// <summary>A field of a <see cref="StructType"/>, or a column.</summary>
/// <param name="name">Its name.</param>
/// <param name="dataType">Its type.</param>
/// <param name="isNullable">Whether its values can be null.</param>
/// <param name="metadata">What else is known of it; nothing when null.</param>
public sealed class StructField(string name, DataType dataType, bool isNullable = true, JObject? metadata = null)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its type.</summary>
    public DataType DataType { get; } = dataType;

    /// <summary>Whether its values can be null.</summary>
    public bool IsNullable { get; } = isNullable;

    /// <summary>What else is known of it.</summary>
    public JObject Metadata { get; } = metadata ?? [];

    internal JToken JsonValue => new JObject(
        new JProperty("name", Name), new JProperty("type", DataType.JsonValue), new JProperty("nullable", IsNullable), new JProperty("metadata", Metadata));

    internal string Ddl(string separator) =>
        $"{Quoted}{separator} {DataType.Sql}{(IsNullable ? "" : " NOT NULL")}{((string?)Metadata["comment"] is { } comment ? $" COMMENT '{Escape(comment)}'" : "")}";

    string Quoted => Name.Length > 0 && (char.IsAsciiLetter(Name[0]) || Name[0] == '_') && Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
        ? Name
        : $"`{Name.Replace("`", "``")}`";

    /// <inheritdoc/>
    public override string ToString() => $"StructField({Name},{DataType.SimpleString})";

    static string Escape(string text) => text.Replace("\\", "\\\\").Replace("'", "\\'");
}
