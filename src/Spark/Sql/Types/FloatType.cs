namespace Microsoft.Spark.Sql.Types;

/// <summary>Floating point numbers of 32 bits; <c>float</c> in C#.</summary>
public sealed class FloatType : FractionalType
{
    /// <inheritdoc/>
    public override string TypeName => "float";

    internal override string Sql => "FLOAT";
}
