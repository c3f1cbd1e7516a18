using System.Text.Json;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>How a batch of a streaming query went.</summary>
public sealed record StreamingQueryProgress
{
    /// <summary>The query's id, the same after a restart.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the query's run.</summary>
    public required string RunId { get; init; }

    /// <summary>The query's name; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>When the batch began.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The batch's number, from 0 with the checkpoint's first.</summary>
    public required long BatchId { get; init; }

    /// <summary>How long the batch took.</summary>
    public required TimeSpan BatchDuration { get; init; }

    /// <summary>Rows read.</summary>
    public required long NumInputRows { get; init; }

    /// <summary>Rows that came in a second; NaN when that is unknown.</summary>
    public required double InputRowsPerSecond { get; init; }

    /// <summary>Rows that were done in a second; NaN when that is unknown.</summary>
    public required double ProcessedRowsPerSecond { get; init; }

    /// <summary>How long each step took.</summary>
    public required IReadOnlyDictionary<string, TimeSpan> Durations { get; init; }

    /// <summary>The least, mean and greatest time of the batch's events and the watermark: min, avg, max, watermark.</summary>
    public required IReadOnlyDictionary<string, string> EventTime { get; init; }

    /// <summary>The sources.</summary>
    public required IReadOnlyList<SourceProgress> Sources { get; init; }

    /// <summary>The operators that keep state.</summary>
    public required IReadOnlyList<StateOperatorProgress> StateOperators { get; init; }

    /// <summary>What the sink says of itself.</summary>
    public required string Sink { get; init; }

    /// <summary>Rows written; -1 when the sink does not count.</summary>
    public required long NumOutputRows { get; init; }

    /// <summary>The metrics of each observation, by the observation's name and the metric's.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> ObservedMetrics { get; init; }

    /// <summary>All that Spark said.</summary>
    public required string Json { get; init; }

    internal static StreamingQueryProgress Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Parse(document.RootElement.Clone());
    }

    // The sums of the sources stand beside them in the listeners' events, but not in what a query is asked for.
    internal static StreamingQueryProgress Parse(JsonElement progress) => new()
    {
        Id = progress.GetProperty("id").GetString()!,
        RunId = progress.GetProperty("runId").GetString()!,
        Name = progress.Text("name"),
        Timestamp = DateTimeOffset.Parse(progress.GetProperty("timestamp").GetString()!),
        BatchId = progress.GetProperty("batchId").GetInt64(),
        BatchDuration = TimeSpan.FromMilliseconds(progress.Long("batchDuration")),
        NumInputRows = progress.Elements("sources").Sum(source => source.Long("numInputRows")),
        InputRowsPerSecond = progress.Elements("sources").Sum(source => source.Double("inputRowsPerSecond")),
        ProcessedRowsPerSecond = progress.Elements("sources").Sum(source => source.Double("processedRowsPerSecond")),
        Durations = progress.Members("durationMs").ToDictionary(member => member.Name, member => TimeSpan.FromMilliseconds(member.Value.GetInt64())),
        EventTime = progress.Members("eventTime").ToDictionary(member => member.Name, member => member.Value.GetString()!),
        Sources = [.. progress.Elements("sources").Select(SourceProgress.Parse)],
        StateOperators = [.. progress.Elements("stateOperators").Select(StateOperatorProgress.Parse)],
        Sink = progress.GetProperty("sink").Text("description") ?? "",
        NumOutputRows = progress.GetProperty("sink").Long("numOutputRows", otherwise: -1),
        ObservedMetrics = progress.Members("observedMetrics").ToDictionary(
            member => member.Name,
            member => Metrics(member.Value)),
        Json = progress.GetRawText(),
    };

    // Spark writes an observation's row now as an object of its columns, now as its values beside their schema.
    static IReadOnlyDictionary<string, JsonElement> Metrics(JsonElement row)
    {
        if (!row.TryGetProperty("values", out var values) || !row.TryGetProperty("schema", out var schema))
            return row.EnumerateObject().ToDictionary(metric => metric.Name, metric => metric.Value);
        var fields = schema.ValueKind == JsonValueKind.Object ? schema.GetProperty("fields") : schema;
        return fields.EnumerateArray().Zip(values.EnumerateArray()).ToDictionary(pair => pair.First.GetProperty("name").GetString()!, pair => pair.Second);
    }
}
