using System.Text.Json;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>A streaming query has done a batch.</summary>
/// <param name="Progress">How it went.</param>
public sealed record QueryProgressEvent(StreamingQueryProgress Progress)
{
    internal static QueryProgressEvent Parse(JsonElement progress) => new(StreamingQueryProgress.Parse(progress.GetProperty("progress")));
}
