using System.Text.Json;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>How far a source of a streaming query was read. Offsets are in the source's own JSON; null before the first.</summary>
public sealed record SourceProgress
{
    /// <summary>What the source says of itself.</summary>
    public required string Description { get; init; }

    /// <summary>Where the batch began.</summary>
    public string? StartOffset { get; init; }

    /// <summary>Where the batch ended.</summary>
    public string? EndOffset { get; init; }

    /// <summary>Where the source ends.</summary>
    public string? LatestOffset { get; init; }

    /// <summary>Rows read.</summary>
    public required long NumInputRows { get; init; }

    /// <summary>The source's own metrics.</summary>
    public required IReadOnlyDictionary<string, string> Metrics { get; init; }

    internal static SourceProgress Parse(JsonElement source) => new()
    {
        Description = source.Text("description") ?? "",
        StartOffset = source.Raw("startOffset"),
        EndOffset = source.Raw("endOffset"),
        LatestOffset = source.Raw("latestOffset"),
        NumInputRows = source.Long("numInputRows"),
        Metrics = source.Members("metrics").ToDictionary(member => member.Name, member => member.Value.ToString()),
    };
}
