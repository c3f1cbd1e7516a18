using DistributedML.Grains.Api;
using DistributedML.Grains.Runtime;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Streams;
using Microsoft.Extensions.Logging;

namespace DistributedML.Grains.Silo;

/// <summary>What a silo serves, where it keeps its state, and how it is reached.</summary>
public sealed record SiloOptions
{
    /// <summary>The pipeline whose streams are deployed.</summary>
    public required Pipeline Pipeline { get; init; }

    /// <summary>The kinds that its models may be of.</summary>
    public ModelKinds Kinds { get; init; } = ModelKinds.Standard;

    /// <summary>The work folder: state.db with the shards' checkpoints and, for a started broker, kafka/; both are made when missing.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Where trained models come from; null for none: every key starts without history.</summary>
    public IModelSource? Models { get; init; }

    /// <summary>A running Kafka cluster, "host:port,host:port", reached with the pipeline's settings; null to start one, see <see cref="BrokerOptions"/>.</summary>
    public string? Bootstrap { get; init; }

    /// <summary>Folder of a Kafka distribution to start a broker from; null or empty for the mock cluster. From KAFKA_HOME unless set.</summary>
    public string? KafkaHome { get; init; } = Environment.GetEnvironmentVariable(BrokerOptions.HomeVariable);

    /// <summary>Address and token of the REST API and the page.</summary>
    public ApiOptions Api { get; init; } = new();

    /// <summary>How shards read, learn and store.</summary>
    public ShardOptions Shards { get; init; } = new();

    /// <summary>The least level of log lines on the console.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;
}
