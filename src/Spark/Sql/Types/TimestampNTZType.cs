namespace Microsoft.Spark.Sql.Types;

/// <summary>A date and time of day without a time zone, in microseconds; a <c>DateTime</c> of no kind in C#.</summary>
public sealed class TimestampNTZType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "timestamp_ntz";

    internal override string Sql => "TIMESTAMP_NTZ";
}
