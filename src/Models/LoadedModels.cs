using System.Collections.Concurrent;
using DistributedML.Learning;

namespace DistributedML.Models;

/// <summary>Models that a process has read, each once.</summary>
public static class LoadedModels
{
    static readonly ConcurrentDictionary<string, Lazy<IState>> Models = new();

    /// <summary>The model whose bytes have this hash.</summary>
    public static T Get<T>(string hash, Func<byte[]> bytes, Func<BinaryReader, T> read) where T : class, IState => (T)Models.GetOrAdd(hash, _ => new(() =>
    {
        using var reader = new BinaryReader(new MemoryStream(bytes(), writable: false));
        return read(reader);
    })).Value;
}
