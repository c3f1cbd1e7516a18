using System.Reflection;

namespace DistributedML.Spark.Functions;

/// <summary>Makes a function from what was sent.</summary>
static class FunctionLoader
{
    /// <param name="command">What <see cref="FunctionPayload.Create"/> wrote.</param>
    /// <param name="folder">Where the session's files are.</param>
    public static T Load<T>(byte[] command, string folder)
    {
        var payload = FunctionPayload.Parse(command);
        foreach (var (artifact, file) in payload.Embedded) Unpack(artifact, file, folder);
        var context = FunctionLoadContext.Of(payload.Assemblies, folder);
        context.Enter();
        return Read<T>(payload, context, folder);
    }

    /// <summary>The same, with the assemblies of a context that has been made.</summary>
    public static T Read<T>(FunctionPayload payload, FunctionLoadContext context, string folder)
    {
        using var scope = context.EnterContextualReflection();
        using var reader = new BinaryReader(new MemoryStream(payload.Graph));
        var root = GraphReader.Read(reader, context.Resolve, (type, artifact) => Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.NonPublic, null, [artifact, context, folder], null)!);
        return root is T function ? function : throw new InvalidDataException($"The client sent a {root.GetType()} where Spark runs a {typeof(T).Name}");
    }

    static void Unpack(string artifact, PackedFile file, string folder)
    {
        var path = Path.Combine(folder, Path.GetFileName(artifact));
        if (!File.Exists(path))
        {
            var partial = $"{path}.{Guid.NewGuid():N}";   // whole or not at all: other tasks look for it too
            File.WriteAllBytes(partial, file.Unpack());
            File.Move(partial, path, overwrite: true);
        }
        ArtifactStore.Add(artifact, path);
    }
}
