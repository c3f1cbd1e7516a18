using DistributedML.Spark.Connect.Protocol;
using Google.Protobuf;
using Microsoft.Spark;

namespace DistributedML.Spark.Connect;

/// <summary>Joins the chunks of an Arrow batch that the server cut because it is large.</summary>
sealed class BatchChunks
{
    readonly List<ByteString> _chunks = [];

    /// <summary>The answer with its whole batch; null while chunks are missing.</summary>
    public ExecutePlanResponse? Join(ExecutePlanResponse response)
    {
        var batch = response.ArrowBatch;
        if (batch is null || batch.NumChunksInBatch <= 1) return response;
        if (batch.ChunkIndex != _chunks.Count) throw new SparkException($"Spark sent chunk {batch.ChunkIndex} of {batch.NumChunksInBatch} of an Arrow batch where chunk {_chunks.Count} was due");
        _chunks.Add(batch.Data);
        if (_chunks.Count < batch.NumChunksInBatch) return null;
        var length = _chunks.Sum(chunk => (long)chunk.Length);
        if (length > Array.MaxLength) throw new SparkException($"An Arrow batch of {length} bytes is too large for one array of .NET: have fewer rows in a batch by spark.sql.execution.arrow.maxRecordsPerBatch");
        var whole = new byte[length];
        var at = 0;
        foreach (var chunk in _chunks)
        {
            chunk.Span.CopyTo(whole.AsSpan(at));
            at += chunk.Length;
        }
        _chunks.Clear();
        batch.Data = UnsafeByteOperations.UnsafeWrap(whole);
        batch.ClearChunkIndex();
        batch.ClearNumChunksInBatch();
        return response;
    }
}
