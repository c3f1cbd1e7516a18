namespace Microsoft.Spark.Sql.Types;

/// <summary>Whole numbers of 64 bits; <c>long</c> in C#.</summary>
public sealed class LongType : IntegralType
{
    /// <inheritdoc/>
    public override string TypeName => "long";

    internal override string Sql => "BIGINT";
}
