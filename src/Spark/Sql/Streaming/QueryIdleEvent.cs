using System.Text.Json;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>A streaming query waits for more to come.</summary>
/// <param name="Id">Its id, the same after a restart.</param>
/// <param name="RunId">The id of this run.</param>
/// <param name="Timestamp">When.</param>
public sealed record QueryIdleEvent(string Id, string RunId, DateTimeOffset Timestamp)
{
    internal static QueryIdleEvent Parse(JsonElement idle) => new(idle.Text("id")!, idle.Text("runId")!, DateTimeOffset.Parse(idle.Text("timestamp")!));
}
