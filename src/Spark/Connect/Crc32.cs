namespace DistributedML.Spark.Connect;

/// <summary>The checksum of an artifact's chunk: CRC-32 as in zlib (polynomial 0xEDB88320, reflected).</summary>
static class Crc32
{
    static readonly uint[] Table = Enumerable.Range(0, 256).Select(index => Enumerable.Range(0, 8).Aggregate((uint)index, (value, _) => (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320)).ToArray();

    public static long Of(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var value in bytes) crc = Table[(byte)crc ^ value] ^ (crc >> 8);
        return ~crc;
    }
}
