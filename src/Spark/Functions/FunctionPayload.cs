namespace DistributedML.Spark.Functions;

/// <summary>
/// A function as it is sent to the executors: a version, what it needs there (assemblies and broadcasts, by the hashes of their bytes), and the graph
/// of the function with all that it captured. With embedded files it carries what it needs, for places that session artifacts do not reach.
/// </summary>
sealed record FunctionPayload(IReadOnlyList<AssemblyFile> Assemblies, IReadOnlyList<string> Broadcasts, IReadOnlyDictionary<string, PackedFile> Embedded, byte[] Graph)
{
    const byte Version = 1;

    /// <summary>The artifacts that must be in the session before a function runs; none of a command that is not ours.</summary>
    public static IEnumerable<string> Needs(ReadOnlySpan<byte> command)
    {
        if (command.Length == 0 || command[0] != Version) return [];
        var payload = Parse(command.ToArray());
        return payload.Embedded.Count > 0 ? [] : payload.Assemblies.Select(file => file.Artifact).Concat(payload.Broadcasts);
    }

    /// <summary>The bytes to send of a function object, <see cref="IPortable"/> and with delegates of the user's in its fields.</summary>
    /// <exception cref="FunctionNotPortableException">It captured something that cannot travel.</exception>
    public static byte[] Create(object function, bool embed = false)
    {
        var graph = GraphWriter.Write(function);
        var values = graph.Broadcasts.Select(broadcast => broadcast.Payload).Concat(graph.Inner).ToList();
        var assemblies = AssemblySet.Of(graph.Assemblies).Concat(values.SelectMany(value => value.Assemblies)).Distinct().OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        var broadcasts = graph.Broadcasts.Select(broadcast => broadcast.Artifact).Concat(values.SelectMany(value => value.Broadcasts)).Distinct().Order(StringComparer.Ordinal).ToList();
        return Write(assemblies, broadcasts, embed, graph.CopyTo);
    }

    /// <summary>The bytes to send of a function that was written without embedded files, with them; those of a command that is not ours as they are.</summary>
    public static byte[] Embed(byte[] command)
    {
        if (command.Length == 0 || command[0] != Version) return command;
        var payload = Parse(command);
        return Write(payload.Assemblies, payload.Broadcasts, embed: true, writer => writer.Write(payload.Graph));
    }

    static byte[] Write(IReadOnlyList<AssemblyFile> assemblies, IReadOnlyList<string> broadcasts, bool embed, Action<BinaryWriter> graph)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write7BitEncodedInt(assemblies.Count);
        foreach (var file in assemblies)
        {
            writer.Write(file.Name);
            writer.Write(Convert.FromHexString(file.Hash));
        }
        writer.Write7BitEncodedInt(broadcasts.Count);
        foreach (var broadcast in broadcasts) writer.Write(broadcast);
        var carried = embed ? assemblies.Select(file => file.Artifact).Concat(broadcasts).ToList() : [];
        writer.Write7BitEncodedInt(carried.Count);
        foreach (var artifact in carried)
        {
            writer.Write(artifact);
            PackedFile.Of(ArtifactStore.Read(artifact)).CopyTo(writer);
        }
        graph(writer);
        return bytes.ToArray();
    }

    public static FunctionPayload Parse(byte[] command)
    {
        const int hashBytes = 32;
        using var reader = new BinaryReader(new MemoryStream(command));
        if (reader.ReadByte() is not Version and var version) throw new InvalidDataException($"The function was written in format {version}; this worker reads {Version}: client and worker must be of one release");
        var assemblies = new AssemblyFile[reader.Read7BitEncodedInt()];
        for (var i = 0; i < assemblies.Length; i++)
        {
            var name = reader.ReadString();
            assemblies[i] = new(name, Convert.ToHexStringLower(reader.ReadBytes(hashBytes)));
        }
        var broadcasts = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < broadcasts.Length; i++) broadcasts[i] = reader.ReadString();
        var embedded = new Dictionary<string, PackedFile>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var artifact = reader.ReadString();
            embedded[artifact] = PackedFile.Read(reader);
        }
        return new(assemblies, broadcasts, embedded, command[(int)reader.BaseStream.Position..]);
    }
}
