using System.Security.Cryptography;
using DistributedML.Spark.Connect;
using Microsoft.Spark;

namespace DistributedML.Tests.Spark.Connect;

public class ArtifactTests(SparkServer server)
{
    [Fact]
    public void Small_artifacts_share_a_message_and_a_large_one_is_cut()
    {
        var large = RandomNumberGenerator.GetBytes(600 << 10);
        var messages = ArtifactUpload.Messages([Artifact.FromBytes("files/a", new byte[10]), Artifact.FromBytes("files/large", large), Artifact.FromBytes("files/b", [])]).ToList();
        var begin = messages.Single(message => message.BeginChunk is not null).BeginChunk;
        Assert.Equal((600L << 10, 3L), (begin.TotalBytes, begin.NumChunks));
        Assert.Equal(large, (byte[])[.. begin.InitialChunk.Data, .. messages.Where(message => message.Chunk is not null).SelectMany(message => message.Chunk.Data)]);
        Assert.Equal(["files/a", "files/b"], messages.Last().Batch.Artifacts.Select(artifact => artifact.Name));
    }

    [Fact]
    public async Task Artifacts_arrive_and_are_known()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var session = await server.SessionAsync();
        var bytes = RandomNumberGenerator.GetBytes(3 << 20);
        var name = $"cache/{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        Assert.Empty(await session.Client.ExistingArtifactsAsync([name], cancel));
        await session.Client.AddArtifactsAsync([Artifact.FromBytes("files/small.txt", "hello"u8.ToArray()), Artifact.FromBytes(name, bytes)], cancel);
        Assert.Equal([name], await session.Client.ExistingArtifactsAsync([name, "cache/none"], cancel));

        // The same again is no error, another content under the name is.
        await session.Client.AddArtifactsAsync([Artifact.FromBytes("files/small.txt", "hello"u8.ToArray())], cancel);
        var error = await Assert.ThrowsAsync<SparkException>(() => session.Client.AddArtifactsAsync([Artifact.FromBytes("files/small.txt", "other"u8.ToArray())], cancel));
        Assert.Contains("small.txt", error.Message);
    }
}
