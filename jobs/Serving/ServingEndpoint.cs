using System.Net.Http.Json;
using System.Text.Json;
using DistributedML.Grains.Api;
using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Silo;
using DistributedML.Jobs.Cli;
using DistributedML.Pipelines;
using DistributedML.Registry.Storage;
using DistributedML.Streams;

namespace DistributedML.Jobs.Serving;

/// <summary>Where the silo of a work folder is reached, in the file serving.json while it serves, so that other commands find it.</summary>
/// <param name="ProcessId">The silo's process.</param>
/// <param name="Started">When the process started.</param>
/// <param name="Address">The REST API.</param>
/// <param name="Bootstrap">The Kafka broker.</param>
/// <param name="HasSettings">Whether the broker is reached with the pipeline's settings; one that the silo started is not.</param>
/// <param name="BytesPerPartition">Bytes that a partition keeps before it drops unread events; null for no such bound.</param>
sealed record ServingEndpoint(int ProcessId, DateTimeOffset Started, Uri Address, string Bootstrap, bool HasSettings, long? BytesPerPartition)
{
    /// <summary>A silo of this process.</summary>
    public static ServingEndpoint Of(DmlSilo silo) =>
        new(ProcessIdentity.Current.Id, ProcessIdentity.Current.Started, silo.Address, silo.Broker.Bootstrap, silo.Broker.Connection.HasSettings, silo.Broker.BytesPerPartition);

    /// <summary>Writes the file; disposing removes it.</summary>
    public static IDisposable Publish(string work, DmlSilo silo)
    {
        WholeFile.Write(FileOf(work), JsonSerializer.SerializeToUtf8Bytes(Of(silo), JsonSerializerOptions.Web));
        return new Published(FileOf(work));
    }

    /// <summary>The silo that serves from the folder; null when none does.</summary>
    public static ServingEndpoint? Find(string work)
    {
        if (!File.Exists(FileOf(work))) return null;
        try
        {
            var endpoint = JsonSerializer.Deserialize<ServingEndpoint>(File.ReadAllText(FileOf(work)), JsonSerializerOptions.Web)!;
            return new ProcessIdentity(endpoint.ProcessId, endpoint.Started).IsAlive() ? endpoint : null;   // left over from a process that was killed
        }
        catch (JsonException)
        {
            return null;   // another program wrote it
        }
    }

    /// <summary>The silo that serves from the folder, for a command whose --bootstrap is left out.</summary>
    /// <exception cref="CommandException">None does.</exception>
    public static ServingEndpoint Require(string work) =>
        Find(work) ?? throw new CommandException($"no silo serves from {work}; start one with 'dml serve', or name a broker with --bootstrap", ExitCode.Unavailable);

    /// <summary>How its broker is reached.</summary>
    public KafkaConnection Kafka(Pipeline pipeline) => HasSettings ? KafkaConnection.Of(Bootstrap, pipeline.Kafka) : Bootstrap;

    /// <summary>Where the silo's shards stand.</summary>
    /// <exception cref="CommandException">The silo does not answer.</exception>
    public async Task<IReadOnlyList<ShardStatus>> GetShards(CancellationToken cancel)
    {
        using var client = SiloClient.Connect(Address);
        try
        {
            var answer = await client.GetFromJsonAsync<DeploymentsAnswer>("api/deployments", JsonSerializerOptions.Web, cancel);
            return [.. answer!.Deployments.SelectMany(deployment => deployment.Shards)];
        }
        catch (HttpRequestException error)
        {
            throw new CommandException($"the silo at {Address} does not say where its shards stand: {error.Message}", ExitCode.Unavailable);
        }
    }

    static string FileOf(string work) => Path.Combine(work, "serving.json");

    sealed class Published(string file) : IDisposable
    {
        public void Dispose() => File.Delete(file);
    }
}
