namespace Microsoft.Spark.Sql.Types;

/// <summary>Whole numbers from -128 to 127; <c>sbyte</c> in C#, <c>byte</c> is taken up to 127.</summary>
public sealed class ByteType : IntegralType
{
    /// <inheritdoc/>
    public override string TypeName => "byte";

    internal override string Sql => "TINYINT";
}
