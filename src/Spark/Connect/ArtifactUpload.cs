using System.IO.Hashing;
using DistributedML.Spark.Connect.Protocol;
using Google.Protobuf;

namespace DistributedML.Spark.Connect;

/// <summary>Cuts artifacts into the messages of AddArtifacts: small ones together in batches, a large one in chunks.</summary>
static class ArtifactUpload
{
    const int ChunkBytes = 256 << 10;

    /// <summary>The messages, read from the artifacts one after the other; session fields are not set yet.</summary>
    public static IEnumerable<AddArtifactsRequest> Messages(IReadOnlyList<Artifact> artifacts)
    {
        var batch = new AddArtifactsRequest.Types.Batch();
        var batched = 0L;
        foreach (var artifact in artifacts)
        {
            if (artifact.Length > ChunkBytes)
            {
                foreach (var message in Chunked(artifact)) yield return message;
                continue;
            }
            if (batched + artifact.Length > ChunkBytes && batch.Artifacts.Count > 0)
            {
                yield return new() { Batch = batch };
                (batch, batched) = (new(), 0);
            }
            using var stream = artifact.Open();
            batch.Artifacts.Add(new AddArtifactsRequest.Types.SingleChunkArtifact { Name = artifact.Name, Data = Next(stream, artifact, (int)artifact.Length) });
            batched += artifact.Length;
        }
        if (batch.Artifacts.Count > 0) yield return new() { Batch = batch };
    }

    static IEnumerable<AddArtifactsRequest> Chunked(Artifact artifact)
    {
        using var stream = artifact.Open();
        for (var start = 0L; start < artifact.Length; start += ChunkBytes)
        {
            var chunk = Next(stream, artifact, (int)Math.Min(ChunkBytes, artifact.Length - start));
            yield return start > 0
                ? new() { Chunk = chunk }
                : new() { BeginChunk = new() { Name = artifact.Name, TotalBytes = artifact.Length, NumChunks = (artifact.Length + ChunkBytes - 1) / ChunkBytes, InitialChunk = chunk } };
        }
    }

    static AddArtifactsRequest.Types.ArtifactChunk Next(Stream stream, Artifact artifact, int length)
    {
        var bytes = new byte[length];
        if (stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length) throw new IOException($"{artifact.Name} is shorter than its {artifact.Length} bytes: it was changed while it was sent");
        return new() { Data = UnsafeByteOperations.UnsafeWrap(bytes), Crc = Crc32.HashToUInt32(bytes) };
    }
}
