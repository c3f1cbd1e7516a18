namespace Microsoft.Spark.Sql.Streaming;

/// <summary>What a streaming query does just now.</summary>
/// <param name="Message">In words.</param>
/// <param name="IsDataAvailable">Whether its source has more.</param>
/// <param name="IsTriggerActive">Whether it computes a batch.</param>
public sealed record StreamingQueryStatus(string Message, bool IsDataAvailable, bool IsTriggerActive);
