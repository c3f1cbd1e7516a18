using System.Collections.Concurrent;

namespace DistributedML.Spark.Functions;

/// <summary>Where this process has the bytes of the artifacts that its functions need: files, or values of broadcasts.</summary>
internal static class ArtifactStore
{
    static readonly ConcurrentDictionary<string, Func<byte[]>> Sources = new();

    public static void Add(string artifact, string path) => Sources[artifact] = () => File.ReadAllBytes(path);

    public static void Add(string artifact, byte[] bytes) => Sources[artifact] = () => bytes;

    public static void Remove(string artifact) => Sources.TryRemove(artifact, out _);

    public static byte[] Read(string artifact) =>
        Sources.TryGetValue(artifact, out var source) ? source() : throw new InvalidOperationException($"The artifact {artifact}, which a function needs, is not known in this process; was its broadcast destroyed?");
}
