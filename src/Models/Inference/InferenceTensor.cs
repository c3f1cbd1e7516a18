using System.Text.Json;

namespace DistributedML.Models.Inference;

/// <summary>A tensor of a request or a response of the Open Inference Protocol.</summary>
public sealed record InferenceTensor
{
    /// <summary>Its name: a column that the model reads, or a column of its answer.</summary>
    public required string Name { get; init; }

    /// <summary>Its dimensions; the first counts rows.</summary>
    public required IReadOnlyList<long> Shape { get; init; }

    /// <summary>The type of its elements: BOOL, INT64, FP64, BYTES and the like.</summary>
    public required string Datatype { get; init; }

    /// <summary>Its elements by rows, as one list or nested as the shape says.</summary>
    public required JsonElement Data { get; init; }
}
