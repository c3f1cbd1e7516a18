using DistributedML.Pipelines;

namespace DistributedML.Tests.Models.LastValue;

/// <summary>Knows the last value of each key.</summary>
public sealed record LastValueDefinition : ModelDefinition
{
    /// <summary>String column that names the key; the stream's key.</summary>
    public required string Key { get; init; }

    /// <summary>Numeric column with the value.</summary>
    public required string Value { get; init; }
}
