namespace Microsoft.Spark.Sql.Types;

/// <summary>Whole numbers of 16 bits; <c>short</c> in C#.</summary>
public sealed class ShortType : IntegralType
{
    /// <inheritdoc/>
    public override string TypeName => "short";

    internal override string Sql => "SMALLINT";
}
