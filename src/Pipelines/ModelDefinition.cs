namespace DistributedML.Pipelines;

/// <summary>A model of the pipeline: what it reads, and with which options it learns. Each kind of model has its own definition.</summary>
public abstract record ModelDefinition
{
    /// <summary>The registry's name for it: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The stream it learns from once deployed; null for a model that is only trained.</summary>
    public string? Stream { get; init; }

    /// <summary>Rows and events that it learns from: those that satisfy all of these.</summary>
    public IReadOnlyList<ColumnRule> Where { get; init; } = [];

    /// <summary>Rows before this day train the model that is deployed; the stream carries on from there. Null: all rows train.</summary>
    public DateOnly? TrainBefore { get; init; }
}
