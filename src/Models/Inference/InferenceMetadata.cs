namespace DistributedML.Models.Inference;

/// <summary>What a model of the Open Inference Protocol takes and gives.</summary>
public sealed record InferenceMetadata
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version that serves; empty while none does.</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>What runs it: "distributedml" and the estimator.</summary>
    public required string Platform { get; init; }

    /// <summary>The columns that it reads.</summary>
    public required IReadOnlyList<TensorMetadata> Inputs { get; init; }

    /// <summary>The columns of its answer; empty while no version serves.</summary>
    public required IReadOnlyList<TensorMetadata> Outputs { get; init; }
}

/// <summary>A tensor that a model takes or gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Datatype">The type of its elements.</param>
/// <param name="Shape">Its dimensions; -1 for any number of rows.</param>
public sealed record TensorMetadata(string Name, string Datatype, IReadOnlyList<long> Shape);
