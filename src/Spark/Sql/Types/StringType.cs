namespace Microsoft.Spark.Sql.Types;

/// <summary>Text; <c>string</c> in C#.</summary>
public sealed class StringType : AtomicType
{
    /// <summary>Spark's own collation: bytes are compared.</summary>
    public const string DefaultCollation = "UTF8_BINARY";

    /// <summary>Text that is compared byte for byte.</summary>
    public StringType() : this(DefaultCollation)
    {
    }

    /// <summary>Text that is compared by a collation of Spark, such as UNICODE_CI.</summary>
    public StringType(string collation) => Collation = collation;

    /// <summary>How text is compared.</summary>
    public string Collation { get; }

    /// <inheritdoc/>
    public override string TypeName => Collation == DefaultCollation ? "string" : $"string collate {Collation}";

    internal override string Sql => Collation == DefaultCollation ? "STRING" : $"STRING COLLATE {Collation}";
}
