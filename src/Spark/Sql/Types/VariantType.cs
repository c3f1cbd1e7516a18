namespace Microsoft.Spark.Sql.Types;

/// <summary>A value of a type of its own in every row, as JSON has them; <see cref="Variant"/> in C#.</summary>
public sealed class VariantType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "variant";

    internal override string Sql => "VARIANT";
}
