using System.Collections.Concurrent;
using DistributedML.Spark.Connect;

namespace DistributedML.Spark.Functions;

/// <summary>Where this process has the bytes of the artifacts that its functions need: files, or values of broadcasts.</summary>
static class ArtifactStore
{
    static readonly ConcurrentDictionary<string, Artifact> Known = new();

    public static void Add(string artifact, string path) => Known[artifact] = Artifact.FromFile(artifact, path);

    public static void Add(string artifact, byte[] bytes) => Known[artifact] = Artifact.FromBytes(artifact, bytes);

    public static void Remove(string artifact) => Known.TryRemove(artifact, out _);

    public static bool Has(string artifact) => Known.ContainsKey(artifact);

    public static Artifact Open(string artifact) =>
        Known.TryGetValue(artifact, out var source) ? source : throw new InvalidOperationException($"The artifact {artifact}, which a function needs, is not known in this process; was its broadcast destroyed?");

    public static byte[] Read(string artifact)
    {
        var source = Open(artifact);
        var bytes = new byte[source.Length];
        using var stream = source.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
