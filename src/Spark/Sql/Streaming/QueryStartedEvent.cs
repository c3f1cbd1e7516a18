using System.Text.Json;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>A streaming query has started.</summary>
/// <param name="Id">Its id, the same after a restart.</param>
/// <param name="RunId">The id of this run.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="Timestamp">When.</param>
public sealed record QueryStartedEvent(string Id, string RunId, string? Name, DateTimeOffset Timestamp)
{
    internal static QueryStartedEvent Parse(JsonElement started) =>
        new(started.Text("id")!, started.Text("runId")!, started.Text("name"), DateTimeOffset.Parse(started.Text("timestamp")!));
}
