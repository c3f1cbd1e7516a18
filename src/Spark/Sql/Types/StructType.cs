using Newtonsoft.Json.Linq;

namespace Microsoft.Spark.Sql.Types;

/// <summary>Named fields of a type each: a row's schema, or a value inside a row; a record or class in C#, or a <see cref="Row"/>.</summary>
/// <param name="fields">The fields, in order.</param>
public sealed class StructType(IEnumerable<StructField> fields) : DataType
{
    /// <summary>The fields, in order.</summary>
    public List<StructField> Fields { get; } = [.. fields];

    /// <inheritdoc/>
    public override string TypeName => "struct";

    /// <inheritdoc/>
    public override string SimpleString => $"struct<{string.Join(',', Fields.Select(part => $"{part.Name}:{part.DataType.SimpleString}"))}>";

    internal override string Sql => $"STRUCT<{string.Join(", ", Fields.Select(part => part.Ddl(":")))}>";

    internal override JToken JsonValue => new JObject(new JProperty("type", TypeName), new JProperty("fields", new JArray(Fields.Select(part => part.JsonValue))));

    /// <summary>The schema as a text such as <c>id BIGINT NOT NULL, name STRING</c>, which Spark and <see cref="FromDDL"/> read.</summary>
    public string ToDDL() => string.Join(',', Fields.Select(field => field.Ddl("")));

    /// <summary>Reads a schema from a text such as <c>id BIGINT NOT NULL, name STRING</c>.</summary>
    /// <exception cref="ArgumentException">The text is no schema; the message says where.</exception>
    public static StructType FromDDL(string ddl) => new DdlParser(ddl).ParseColumns();

    /// <summary>Where the field of this name stands: the one of exactly this name, else the only one that differs in case alone; -1 for none.</summary>
    internal int IndexOf(string name)
    {
        var exact = Fields.FindIndex(field => field.Name == name);
        if (exact >= 0) return exact;
        var like = Fields.FindIndex(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));
        return like >= 0 && Fields.FindIndex(like + 1, field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)) < 0 ? like : -1;
    }
}
