using System.Text.Json;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>The state of an operator of a streaming query.</summary>
public sealed record StateOperatorProgress
{
    /// <summary>The operator.</summary>
    public required string OperatorName { get; init; }

    /// <summary>Rows of state.</summary>
    public required long NumRowsTotal { get; init; }

    /// <summary>Rows of state that the batch changed.</summary>
    public required long NumRowsUpdated { get; init; }

    /// <summary>Rows of state that the batch removed.</summary>
    public required long NumRowsRemoved { get; init; }

    /// <summary>Rows that came after the watermark and were left out.</summary>
    public required long NumRowsDroppedByWatermark { get; init; }

    /// <summary>Memory in use.</summary>
    public required long MemoryUsedBytes { get; init; }

    internal static StateOperatorProgress Parse(JsonElement state) => new()
    {
        OperatorName = state.Text("operatorName") ?? "",
        NumRowsTotal = state.Long("numRowsTotal"),
        NumRowsUpdated = state.Long("numRowsUpdated"),
        NumRowsRemoved = state.Long("numRowsRemoved"),
        NumRowsDroppedByWatermark = state.Long("numRowsDroppedByWatermark"),
        MemoryUsedBytes = state.Long("memoryUsedBytes"),
    };
}
