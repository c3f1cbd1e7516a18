using Newtonsoft.Json.Linq;

namespace Microsoft.Spark.Sql.Types;

/// <summary>The type of a column that holds nothing but null, Spark's void.</summary>
public sealed class NullType : DataType
{
    /// <inheritdoc/>
    public override string TypeName => "null";

    internal override string Sql => "VOID";

    internal override JToken JsonValue => "void";
}
