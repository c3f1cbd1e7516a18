namespace DistributedML.Spark.Functions;

/// <summary>Makes a function from what was sent.</summary>
internal static class FunctionLoader
{
    /// <param name="command">What <see cref="FunctionPayload.Create"/> wrote.</param>
    /// <param name="folder">Where the session's files are.</param>
    public static T Load<T>(byte[] command, string folder)
    {
        var payload = FunctionPayload.Parse(command);
        foreach (var (artifact, bytes) in payload.Embedded) Unpack(artifact, bytes, folder);
        var context = FunctionLoadContext.Of(payload.Assemblies, folder);
        using var scope = context.EnterContextualReflection();
        using var reader = new BinaryReader(new MemoryStream(payload.Graph));
        var root = GraphReader.Read(reader, context.Resolve, (type, artifact) => Activator.CreateInstance(type, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic, null, [artifact, folder], null)!);
        return root is T function ? function : throw new InvalidDataException($"The client sent a {root.GetType()} where Spark runs a {typeof(T).Name}; a chain or a kind that this worker does not know");
    }

    static void Unpack(string artifact, byte[] bytes, string folder)
    {
        var path = Path.Combine(folder, Path.GetFileName(artifact));
        if (!File.Exists(path)) File.WriteAllBytes(path, bytes);
    }
}
