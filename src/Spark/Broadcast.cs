using DistributedML.Spark.Functions;

namespace Microsoft.Spark;

/// <summary>A value that C# functions read on the executors. It is sent once for the session, not with every function that names it.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Broadcast<T> : IBroadcast
{
    readonly string _artifact;
    readonly Lazy<T> _value;
    volatile bool _destroyed;

    /// <summary>On the client: keeps the value's bytes, as they are now, for the functions that will name it.</summary>
    internal Broadcast(T value)
    {
        _artifact = $"{AssemblyFile.Folder}broadcast-{Guid.NewGuid():N}";
        _value = new(value);
        ArtifactStore.Add(_artifact, FunctionPayload.Create(new[] { value }));
    }

    /// <summary>On an executor: reads the value when it is first asked for.</summary>
    internal Broadcast(string artifact, string folder)
    {
        _artifact = artifact;
        _value = new(() => FunctionLoader.Load<T[]>(File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(artifact))), folder)[0]);
    }

    string IBroadcast.Artifact => _destroyed ? throw Destroyed() : _artifact;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It was destroyed.</exception>
    public T Value() => _destroyed ? throw Destroyed() : _value.Value;

    /// <summary>Does nothing: the value lies in the session's files on the executors until the session ends, and functions may still read it.</summary>
    public void Unpersist()
    {
    }

    /// <inheritdoc cref="Unpersist()"/>
    /// <param name="blocking">Without effect.</param>
    public void Unpersist(bool blocking)
    {
    }

    /// <summary>Ends the use of the value: neither it nor a function that names it can be used from here any more.</summary>
    public void Destroy()
    {
        _destroyed = true;
        ArtifactStore.Remove(_artifact);
    }

    static InvalidOperationException Destroyed() => new($"The broadcast of {typeof(T).Name} was destroyed");
}
