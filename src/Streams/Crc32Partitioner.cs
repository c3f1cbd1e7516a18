using System.IO.Hashing;
using System.Text;

namespace DistributedML.Streams;

/// <summary>Where librdkafka's own partitioner, which Confluent's clients use unless told otherwise, puts a key: CRC-32 (ISO-HDLC) modulo the partitions.</summary>
public static class Crc32Partitioner
{
    /// <summary>The partition of a key.</summary>
    /// <param name="key">The key; its UTF-8 bytes are hashed.</param>
    /// <param name="partitions">How many partitions; at least 1.</param>
    public static int Partition(string key, int partitions) => (int)(Crc32.HashToUInt32(Encoding.UTF8.GetBytes(key)) % (uint)partitions);
}
