namespace DistributedML.Models.Inference;

/// <summary>A response of the Open Inference Protocol.</summary>
public sealed record InferenceResponse
{
    /// <summary>The model that answered.</summary>
    public required string ModelName { get; init; }

    /// <summary>Its version.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The request's id.</summary>
    public string? Id { get; init; }

    /// <summary>A tensor for each column of the answer.</summary>
    public required IReadOnlyList<InferenceTensor> Outputs { get; init; }
}

/// <summary>Why a request is not answered, as the Open Inference Protocol says it.</summary>
/// <param name="Error">What was wrong and what was expected.</param>
public sealed record InferenceError(string Error);
