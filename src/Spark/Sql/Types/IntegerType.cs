namespace Microsoft.Spark.Sql.Types;

/// <summary>Whole numbers of 32 bits; <c>int</c> in C#.</summary>
public sealed class IntegerType : IntegralType
{
    /// <inheritdoc/>
    public override string TypeName => "integer";

    internal override string Sql => "INT";
}
