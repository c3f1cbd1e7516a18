namespace DistributedML.Streams;

/// <summary>Which Kafka is used: the first of <see cref="Connection"/>, <see cref="KafkaHome"/> and a mock cluster inside this process.</summary>
public sealed record BrokerOptions
{
    /// <summary>The environment variable with the folder of a Kafka distribution.</summary>
    public const string HomeVariable = "KAFKA_HOME";

    /// <summary>A running cluster; null for none.</summary>
    public KafkaConnection? Connection { get; init; }

    /// <summary>Folder of a Kafka distribution (its jars in libs/) to start one broker from with Java; null for none. From <see cref="HomeVariable"/> unless set.</summary>
    public string? KafkaHome { get; init; } = Environment.GetEnvironmentVariable(HomeVariable);

    /// <summary>Folder of the started broker's data, log and settings.</summary>
    public required string Folder { get; init; }

    /// <summary>Largest event that a started broker takes, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = 32 << 20;
}

/// <summary>A topic that a pipeline needs.</summary>
/// <param name="Name">The topic.</param>
/// <param name="Partitions">Its partitions; at least 1.</param>
public readonly record struct TopicPlan(string Name, int Partitions);
