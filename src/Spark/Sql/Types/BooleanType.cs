namespace Microsoft.Spark.Sql.Types;

/// <summary>True or false; <c>bool</c> in C#.</summary>
public sealed class BooleanType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "boolean";

    internal override string Sql => "BOOLEAN";
}
