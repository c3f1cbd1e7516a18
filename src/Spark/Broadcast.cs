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

    Broadcast(T value, FunctionPayload payload, string artifact) => (_value, Artifact, _payload) = (new(() => value), artifact, payload);

    /// <summary>In a worker: the value is read when it is first asked for, by the type of the function's own assemblies.</summary>
    internal Broadcast(string artifact, FunctionLoadContext context, string folder)
    {
        Artifact = artifact;
        _payload = FunctionPayload.Parse(File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(artifact))));
        _value = Values.GetOrAdd(artifact, _ => new(() => FunctionLoader.Read<BroadcastValue<T>>(_payload, context, folder).Value));
    }

    internal string Artifact { get; }

    string IBroadcast.Artifact => _destroyed ? throw new FunctionNotPortableException("The function captures a broadcast that was destroyed") : Artifact;

    FunctionPayload IBroadcast.Payload => _payload;

    /// <exception cref="FunctionNotPortableException">The value, or a part of it, cannot travel; the message names it.</exception>
    internal static Broadcast<T> Create(T value)
    {
        var bytes = FunctionPayload.Create(new BroadcastValue<T>(value));
        var artifact = $"files/{Convert.ToHexStringLower(SHA256.HashData(bytes))}.broadcast";
        ArtifactStore.Add(artifact, bytes);
        return new(value, FunctionPayload.Parse(bytes), artifact);
    }

    /// <summary>The value.</summary>
    public T Value() => _value.Value;

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
}
