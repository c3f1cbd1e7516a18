using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using DistributedML.Learning;

namespace DistributedML.Models.Artifacts;

/// <summary>
/// Writes and reads artifacts: "DML2", the length of the header and the header as UTF-8 JSON, the model's own bytes, and XxHash3 of all
/// that. Nothing is
/// believed before the hash holds. An artifact is all that its stream has from where it begins.
/// </summary>
public static class Artifact
{
    const int HashBytes = sizeof(ulong), ChunkBytes = 1 << 20;
    const string Remedy = "restore the file, or train the model again";

    static ReadOnlySpan<byte> Magic => "DML2"u8;

    /// <summary>What artifacts began with that had no hash.</summary>
    static ReadOnlySpan<byte> MagicBefore => "DMLA"u8;

    /// <summary>Writes a header and its model.</summary>
    public static void Write(BinaryWriter writer, ArtifactHeader header, IState model)
    {
        writer.Flush();
        var stream = new HashingStream(writer.BaseStream);
        using (var hashed = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            var json = Encoding.UTF8.GetBytes(header.ToJson());
            hashed.Write(Magic);
            hashed.Write(json.Length);
            hashed.Write(json);
            model.Write(hashed);
        }
        writer.Write(stream.Hash);
    }

    /// <summary>Reads the header.</summary>
    /// <exception cref="ArtifactException">The bytes are no artifact, or damaged.</exception>
    public static ArtifactHeader ReadHeader(BinaryReader reader) => ReadHeader(reader, Check(reader.BaseStream));

    /// <summary>Reads a header and the model of a kind behind it.</summary>
    /// <param name="reader">The artifact.</param>
    /// <param name="kind">The kind that it must be of.</param>
    /// <param name="format">The format that it must have.</param>
    /// <param name="read">Reads the model.</param>
    /// <exception cref="ArtifactException">The bytes are no artifact, of another kind, of another format, or damaged.</exception>
    public static T Read<T>(BinaryReader reader, string kind, int format, Func<BinaryReader, T> read) where T : class, IState
    {
        var stream = reader.BaseStream;
        var end = Check(stream);
        var header = ReadHeader(reader, end);
        Expect(kind, format, header.Kind, header.Format, $"{Name(stream)}, written by version {header.Library},");
        try
        {
            var model = read(reader);
            if (stream.Position != end) throw new InvalidDataException($"{end - stream.Position} bytes are left");
            stream.Position = end + HashBytes;
            return model;
        }
        catch (Exception error) when (error is EndOfStreamException or InvalidDataException or ArgumentException or OverflowException or FormatException)
        {
            throw new ArtifactException($"the {header.Kind} in {Name(stream)} is damaged: {error.Message}; {Remedy}", error);
        }
    }

    /// <summary>Refuses another kind and another format.</summary>
    /// <param name="kind">The kind expected.</param>
    /// <param name="format">The format expected.</param>
    /// <param name="foundKind">The kind found.</param>
    /// <param name="foundFormat">The format found.</param>
    /// <param name="what">What it was found in, for people.</param>
    /// <exception cref="ArtifactException">It is one.</exception>
    public static void Expect(string kind, int format, string foundKind, int foundFormat, string what)
    {
        if (foundKind != kind)
            throw new ArtifactException($"{what} is of kind {foundKind}; expected {kind}. A name keeps its kind: give the model another name");
        if (foundFormat == format) return;
        var remedy = foundFormat > format ? "a newer one wrote it, use that one" : "train the model again";
        throw new ArtifactException($"{what} has format {foundFormat} of kind {kind}; this program reads format {format}: {remedy}");
    }

    // Where the hash begins, with the stream behind the magic bytes.
    static long Check(Stream stream)
    {
        var begin = stream.Position;
        var end = stream.Length - HashBytes;
        Span<byte> magic = stackalloc byte[Magic.Length];
        if (stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.SequenceEqual(Magic))
        {
            throw new ArtifactException(magic.SequenceEqual(MagicBefore)
                ? $"{Name(stream)} has no checksum, since an older version wrote it; train the model again"
                : $"{Name(stream)} is no artifact of DistributedML, or of a version before artifacts had headers; train the model again");
        }
        if (end < stream.Position + sizeof(int)) throw new ArtifactException($"{Name(stream)} is cut off; {Remedy}");
        stream.Position = begin;
        var hash = new XxHash3();
        var chunk = ArrayPool<byte>.Shared.Rent((int)Math.Min(ChunkBytes, end - begin));
        try
        {
            for (var left = end - begin; left > 0;)
            {
                var count = (int)Math.Min(left, chunk.Length);
                stream.ReadExactly(chunk, 0, count);
                hash.Append(chunk.AsSpan(0, count));
                left -= count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
        Span<byte> stored = stackalloc byte[HashBytes];
        stream.ReadExactly(stored);
        if (BinaryPrimitives.ReadUInt64LittleEndian(stored) != hash.GetCurrentHashAsUInt64())
            throw new ArtifactException($"{Name(stream)} is damaged or cut off: its checksum differs; {Remedy}");
        stream.Position = begin + Magic.Length;
        return end;
    }

    static ArtifactHeader ReadHeader(BinaryReader reader, long end)
    {
        var stream = reader.BaseStream;
        var length = reader.ReadInt32();
        if (length < 0 || length > end - stream.Position)
            throw new ArtifactException($"the header of {Name(stream)} has a length of {length}, of {end - stream.Position} bytes; {Remedy}");
        try
        {
            return JsonSerializer.Deserialize<ArtifactHeader>(reader.ReadBytes(length), ArtifactHeader.Json)!;
        }
        catch (JsonException error)
        {
            throw new ArtifactException($"the header of {Name(stream)} is damaged: {error.Message}; {Remedy}", error);
        }
    }

    static string Name(Stream stream) => stream is FileStream file ? $"the artifact '{file.Name}'" : "the artifact";
}
