using System.Text;
using System.Text.Json;
using DistributedML.Learning;

namespace DistributedML.Models.Artifacts;

/// <summary>Writes and reads artifacts: "DMLA", the length of the header and the header as UTF-8 JSON, then the model's own bytes.</summary>
public static class Artifact
{
    const int LongestHeader = 1 << 24;

    static ReadOnlySpan<byte> Magic => "DMLA"u8;

    /// <summary>Writes a header and its model.</summary>
    public static void Write(BinaryWriter writer, ArtifactHeader header, IState model)
    {
        var json = Encoding.UTF8.GetBytes(header.ToJson());
        writer.Write(Magic);
        writer.Write(json.Length);
        writer.Write(json);
        model.Write(writer);
    }

    /// <summary>Reads the header.</summary>
    /// <exception cref="ArtifactException">The bytes are no artifact.</exception>
    public static ArtifactHeader ReadHeader(BinaryReader reader)
    {
        Span<byte> magic = stackalloc byte[Magic.Length];
        try
        {
            reader.BaseStream.ReadExactly(magic);
            if (!magic.SequenceEqual(Magic))
                throw new ArtifactException("these bytes are no artifact of DistributedML, or of a version before artifacts had headers; train the model again");
            var length = reader.ReadInt32();
            if (length is < 0 or > LongestHeader) throw new ArtifactException($"the artifact's header has a length of {length}; the file is damaged");
            return JsonSerializer.Deserialize<ArtifactHeader>(reader.ReadBytes(length), ArtifactHeader.Json)!;
        }
        catch (Exception error) when (error is EndOfStreamException or JsonException)
        {
            throw new ArtifactException($"the artifact's header is damaged: {error.Message}", error);
        }
    }

    /// <summary>Reads a header and the model of a kind behind it.</summary>
    /// <param name="reader">The artifact.</param>
    /// <param name="kind">The kind that it must be of.</param>
    /// <param name="format">The format that it must have.</param>
    /// <param name="read">Reads the model.</param>
    /// <exception cref="ArtifactException">The bytes are no artifact, of another kind, of a newer format, or damaged.</exception>
    public static T Read<T>(BinaryReader reader, string kind, int format, Func<BinaryReader, T> read) where T : class, IState
    {
        var header = ReadHeader(reader);
        Expect(kind, format, header.Kind, header.Format, $"the artifact, written by version {header.Library},");
        try
        {
            return read(reader);
        }
        catch (Exception error) when (error is EndOfStreamException or InvalidDataException or ArgumentException or OverflowException or FormatException)
        {
            throw new ArtifactException($"the artifact's {header.Kind} is damaged: {error.Message}", error);
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
}
