using System.Collections.Concurrent;
using System.Security.Cryptography;
using DistributedML.Spark.Functions;

namespace Microsoft.Spark;

/// <summary>
/// A value for C# functions that is sent to a session once, by SparkContext's Broadcast, and read once by each worker process, however many
/// functions and tasks use it. Functions must not change it.
/// </summary>
public sealed class Broadcast<T> : IBroadcast
{
    static readonly ConcurrentDictionary<string, Lazy<T>> Values = new();

    readonly Lazy<T> _value;
    readonly FunctionPayload _payload;
    bool _destroyed;

    /// <summary>On the client: keeps the value's bytes, as they are now, for the functions that will name it.</summary>
    /// <exception cref="FunctionNotPortableException">The value, or a part of it, cannot travel; the message names it.</exception>
    internal Broadcast(T value)
    {
        var bytes = FunctionPayload.Create(new BroadcastValue<T>(value));
        Artifact = $"{AssemblyFile.Folder}{Convert.ToHexStringLower(SHA256.HashData(bytes))}.broadcast";
        (_value, _payload) = (new(() => value), FunctionPayload.Parse(bytes));
        ArtifactStore.Add(Artifact, bytes);
    }

    /// <summary>In a worker: the value is read when it is first asked for, by the type of the function's own assemblies.</summary>
    internal Broadcast(string artifact, FunctionLoadContext context, string folder)
    {
        Artifact = artifact;
        _payload = FunctionPayload.Parse(File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(artifact))));
        _value = Values.GetOrAdd(artifact, _ => new(() => FunctionLoader.Read<BroadcastValue<T>>(_payload, context, folder).Value));
    }

    internal string Artifact { get; }

    string IBroadcast.Artifact => _destroyed ? throw Destroyed() : Artifact;

    FunctionPayload IBroadcast.Payload => _payload;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It was destroyed.</exception>
    public T Value() => _destroyed ? throw Destroyed() : _value.Value;

    /// <summary>Does nothing: executors keep the value until their session ends.</summary>
    public void Unpersist()
    {
    }

    /// <inheritdoc cref="Unpersist()"/>
    /// <param name="blocking">Whether to wait.</param>
    public void Unpersist(bool blocking)
    {
    }

    /// <summary>No function made from now on can use it, and this process forgets its bytes.</summary>
    public void Destroy()
    {
        _destroyed = true;
        ArtifactStore.Remove(Artifact);
    }

    static FunctionNotPortableException Destroyed() => new($"The broadcast of {typeof(T).Name} was destroyed");
}
