using System.IO.Compression;

namespace DistributedML.Spark.Functions;

/// <summary>A file within a function's bytes, compressed.</summary>
/// <param name="Length">The file's own length.</param>
/// <param name="Packed">Its bytes by Deflate.</param>
sealed record PackedFile(int Length, byte[] Packed)
{
    public static PackedFile Of(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(bytes);
        return new(bytes.Length, packed.ToArray());
    }

    public static PackedFile Read(BinaryReader reader) => new(reader.ReadInt32(), reader.ReadBytes(reader.ReadInt32()));

    public void CopyTo(BinaryWriter writer)
    {
        writer.Write(Length);
        writer.Write(Packed.Length);
        writer.Write(Packed);
    }

    public byte[] Unpack()
    {
        var bytes = new byte[Length];
        using var deflate = new DeflateStream(new MemoryStream(Packed), CompressionMode.Decompress);
        deflate.ReadExactly(bytes);
        return bytes;
    }
}
