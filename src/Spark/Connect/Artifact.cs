namespace DistributedML.Spark.Connect;

/// <summary>Bytes that are put into the session on the server under a name: <c>files/NAME</c> for every executor's folder, <c>cache/HASH</c> for a large local table.</summary>
/// <param name="Name">The name on the server, with its kind: <c>files/</c>, <c>cache/</c>, <c>archives/</c>, <c>jars/</c>.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="Open">Opens the bytes; called again when the upload is repeated.</param>
sealed record Artifact(string Name, long Length, Func<Stream> Open)
{
    public static Artifact FromBytes(string name, byte[] bytes) => new(name, bytes.Length, () => new MemoryStream(bytes, writable: false));

    public static Artifact FromFile(string name, string path) => new(name, new FileInfo(path).Length, () => File.OpenRead(path));
}
