namespace Microsoft.Spark.Sql.Types;

/// <summary>Floating point numbers of 64 bits; <c>double</c> in C#.</summary>
public sealed class DoubleType : FractionalType
{
    /// <inheritdoc/>
    public override string TypeName => "double";

    internal override string Sql => "DOUBLE";
}
