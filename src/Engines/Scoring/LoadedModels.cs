using System.Collections.Concurrent;
using DistributedML.Learning;

namespace DistributedML.Engines.Scoring;

/// <summary>Models that a process has read, each once.</summary>
static class LoadedModels
{
    static readonly ConcurrentDictionary<string, Lazy<IState>> Models = new();

    /// <summary>The model whose bytes have this hash.</summary>
    internal static T Get<T>(string hash, Func<byte[]> bytes, Func<BinaryReader, T> read) where T : class, IState => (T)Models.GetOrAdd(hash, _ => new(() =>
    {
        using var reader = new BinaryReader(new MemoryStream(bytes(), writable: false));
        return read(reader);
    })).Value;
}
