namespace DistributedML.Pipelines;

/// <summary>
/// What the user describes in one YAML file: where rows come from, what must hold for them, how they are cleaned, on which topics their events
/// travel, and which models learn from them. Read it with <see cref="PipelineFile"/>.
/// </summary>
public sealed record Pipeline
{
    /// <summary>Lower-case letters, digits and hyphens; names tables, topics and deployments.</summary>
    public required string Name { get; init; }

    /// <summary>The raw files.</summary>
    public required Source Source { get; init; }

    /// <summary>The checked table that the files become.</summary>
    public required Table Table { get; init; }

    /// <summary>Rows left out on purpose, by named rules, in order; each row counts for the first rule that takes it.</summary>
    public IReadOnlyList<DropRule> Drop { get; init; } = [];

    /// <summary>What must hold for the checked table, and for each row and each event.</summary>
    public Expectations Expect { get; init; } = new();

    /// <summary>Single figures over all rows that could be read, those in quarantine and those dropped among them; printed after each ETL run.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Feature tables derived from the checked table.</summary>
    public IReadOnlyList<FeatureTable> Features { get; init; } = [];

    /// <summary>Deployments: topics that carry the table's rows as events, each with its key.</summary>
    public IReadOnlyList<StreamDefinition> Streams { get; init; } = [];

    /// <summary>The Kafka cluster of the streams.</summary>
    public KafkaDefinition Kafka { get; init; } = new();

    /// <summary>The models.</summary>
    public IReadOnlyList<ModelDefinition> Models { get; init; } = [];

    /// <summary>The consumer group that reads a stream's topic.</summary>
    public string GroupOf(StreamDefinition stream) => stream.Group ?? $"{Name}.{stream.Name}";
}
