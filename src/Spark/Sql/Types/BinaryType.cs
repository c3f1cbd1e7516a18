namespace Microsoft.Spark.Sql.Types;

/// <summary>Bytes; <c>byte[]</c> in C#.</summary>
public sealed class BinaryType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "binary";

    internal override string Sql => "BINARY";
}
