using System.Security.Cryptography;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;
using Google.Protobuf;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>
/// Rows of this process as a relation. A small table travels in the plan; of a large one the batches are put into the session's cache by their hash, each as soon
/// as it is full, and the plan names them; one that is there already is not sent again.
/// </summary>
sealed class LocalTable(ConnectClient client, StructType schema)
{
    /// <summary>Up to here a table is not worth a question about the server's threshold.</summary>
    const int SmallBytes = 64 << 10;
    const int ChunkBytes = 16 << 20;
    const int ChunksAtOnce = 4;
    const string Threshold = "spark.sql.session.localRelationCacheThreshold";
    const string DefaultThreshold = "1048576";

    readonly List<byte[]> _chunks = [];
    readonly List<string> _hashes = [];
    bool? _takesChunks;

    /// <summary>Rows that fit one batch of a large table.</summary>
    public static bool IsFull(long bytes) => bytes >= ChunkBytes;

    /// <summary>Adds rows; the batches need not have the same size.</summary>
    public async Task AddAsync(RecordBatch batch, CancellationToken cancel)
    {
        _chunks.Add(Stream(batch.Schema, batch));
        // The first batch waits until it is known whether there is a second.
        if (_chunks.Count > ChunksAtOnce && await TakesChunksAsync(cancel).ConfigureAwait(false)) await SendAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The table of all that was added.</summary>
    public async Task<Action<Relation>> FinishAsync(CancellationToken cancel)
    {
        if (_hashes.Count == 0 && _chunks.Count <= 1)
        {
            var data = _chunks.Count == 1 ? _chunks[0] : Stream(ArrowTypes.ToArrow(schema));
            if (data.Length <= SmallBytes || data.Length <= await ThresholdAsync(cancel).ConfigureAwait(false))
                return relation => relation.LocalRelation = new() { Data = UnsafeByteOperations.UnsafeWrap(data), Schema = schema.Json };
        }
        return await TakesChunksAsync(cancel).ConfigureAwait(false) ? await ChunkedAsync(cancel).ConfigureAwait(false) : await WholeAsync(cancel).ConfigureAwait(false);
    }

    async Task<Action<Relation>> ChunkedAsync(CancellationToken cancel)
    {
        await SendAsync(cancel).ConfigureAwait(false);
        var types = Encoding.UTF8.GetBytes(schema.Json);
        await SendAsync([types], cancel).ConfigureAwait(false);
        return relation => relation.ChunkedCachedLocalRelation = new() { DataHashes = { _hashes }, SchemaHash = Hash(types) };
    }

    // Servers before 4.1 take a large table as one artifact that is itself a relation.
    async Task<Action<Relation>> WholeAsync(CancellationToken cancel)
    {
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, ArrowTypes.ToArrow(schema), leaveOpen: true))
        {
            foreach (var chunk in _chunks)
            {
                using var reader = new ArrowStreamReader(chunk);
                while (reader.ReadNextRecordBatch() is { } batch) await writer.WriteRecordBatchAsync(batch, cancel).ConfigureAwait(false);
            }
            await writer.WriteEndAsync(cancel).ConfigureAwait(false);
        }
        var whole = new LocalRelation { Data = ByteString.CopyFrom(stream.GetBuffer().AsSpan(0, (int)stream.Length)), Schema = schema.Json }.ToByteArray();
        await SendAsync([whole], cancel).ConfigureAwait(false);
        return relation => relation.CachedLocalRelation = new() { Hash = Hash(whole) };
    }

    async Task SendAsync(CancellationToken cancel)
    {
        _hashes.AddRange(await SendAsync(_chunks, cancel).ConfigureAwait(false));
        _chunks.Clear();
    }

    async Task<IReadOnlyList<string>> SendAsync(IReadOnlyList<byte[]> blocks, CancellationToken cancel)
    {
        var artifacts = blocks.Select(block => Artifact.FromBytes($"cache/{Hash(block)}", block)).ToList();
        var there = await client.ExistingArtifactsAsync(artifacts.Select(artifact => artifact.Name), cancel).ConfigureAwait(false);
        var missing = artifacts.Where(artifact => !there.Contains(artifact.Name)).DistinctBy(artifact => artifact.Name).ToList();
        if (missing.Count > 0) await client.AddArtifactsAsync(missing, cancel).ConfigureAwait(false);
        return [.. artifacts.Select(artifact => artifact.Name["cache/".Length..])];
    }

    async Task<long> ThresholdAsync(CancellationToken cancel)
    {
        var answer = await client.ConfigAsync(new() { GetWithDefault = new() { Pairs = { new KeyValue { Key = Threshold, Value = DefaultThreshold } } } }, cancel).ConfigureAwait(false);
        return long.TryParse(answer.Pairs[0].Value, out var bytes) ? bytes : long.Parse(DefaultThreshold);
    }

    async Task<bool> TakesChunksAsync(CancellationToken cancel)
    {
        if (_takesChunks is { } known) return known;
        var answer = await client.AnalyzeAsync(request => request.SparkVersion = new(), cancel).ConfigureAwait(false);
        var version = answer.SparkVersion.Version.Split('.', '-');
        _takesChunks = int.Parse(version[0]) > 4 || (int.Parse(version[0]) == 4 && int.Parse(version[1]) >= 1);
        return _takesChunks.Value;
    }

    static byte[] Stream(Schema schema, params ReadOnlySpan<RecordBatch> batches)
    {
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true))
        {
            writer.WriteStart();
            foreach (var batch in batches) writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }
        return stream.ToArray();
    }

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
