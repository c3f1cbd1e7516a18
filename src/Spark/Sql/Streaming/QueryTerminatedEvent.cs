using System.Text.Json;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>A streaming query has ended.</summary>
/// <param name="Id">Its id, the same after a restart.</param>
/// <param name="RunId">The id of this run.</param>
/// <param name="Exception">Why it failed; null when it was stopped or had no more to do.</param>
/// <param name="ErrorClass">Spark's name of the error; null for none.</param>
public sealed record QueryTerminatedEvent(string Id, string RunId, string? Exception, string? ErrorClass)
{
    internal static QueryTerminatedEvent Parse(JsonElement terminated) =>
        new(terminated.Text("id")!, terminated.Text("runId")!, terminated.Text("exception"), terminated.Text("errorClassOnException"));
}
