namespace Microsoft.Spark.Sql.Types;

/// <summary>An instant, in microseconds; <see cref="Timestamp"/>, <c>DateTime</c> (UTC) or <c>DateTimeOffset</c> in C#. The session's time zone only says how SQL writes it as text.</summary>
public sealed class TimestampType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "timestamp";

    internal override string Sql => "TIMESTAMP";
}
