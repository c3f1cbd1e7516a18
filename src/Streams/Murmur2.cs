using System.Buffers.Binary;
using System.Text;

namespace DistributedML.Streams;

/// <summary>
/// The hash with which Kafka's default partitioner spreads keys: MurmurHash2 (Appleby, 32 bit, little-endian) with the seed that Kafka's clients
/// use. A query for a key finds the shard that holds it with the same arithmetic.
/// </summary>
public static class Murmur2
{
    const uint Seed = 0x9747b28c;
    const uint Multiplier = 0x5bd1e995;
    const int Rotation = 24;
    const int StackLimit = 256;

    /// <summary>The hash of a key's bytes.</summary>
    public static int Hash(ReadOnlySpan<byte> key)
    {
        var hash = Seed ^ (uint)key.Length;
        while (key.Length >= sizeof(uint))
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(key) * Multiplier;
            word ^= word >> Rotation;
            hash = (hash * Multiplier) ^ (word * Multiplier);
            key = key[sizeof(uint)..];
        }
        if (key.Length > 0)
        {
            for (var i = key.Length - 1; i >= 0; i--) hash ^= (uint)key[i] << (8 * i);
            hash *= Multiplier;
        }
        hash ^= hash >> 13;
        hash *= Multiplier;
        return (int)(hash ^ (hash >> 15));
    }

    /// <summary>The partition of a key, from 0.</summary>
    public static int Partition(ReadOnlySpan<byte> key, int partitions) => Partition(Hash(key), partitions);

    /// <summary>The partition of a key's UTF-8 bytes, from 0.</summary>
    public static int Partition(string key, int partitions) => Partition(Hash(key), partitions);

    /// <summary>The partition of a key of this hash, from 0.</summary>
    public static int Partition(int hash, int partitions) => (hash & int.MaxValue) % partitions;

    /// <summary>The hash of a key's UTF-8 bytes.</summary>
    public static int Hash(string key)
    {
        var size = Encoding.UTF8.GetMaxByteCount(key.Length);
        Span<byte> bytes = size <= StackLimit ? stackalloc byte[size] : new byte[size];
        return Hash(bytes[..Encoding.UTF8.GetBytes(key, bytes)]);
    }
}
