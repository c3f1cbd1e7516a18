using System.Text;

namespace DistributedML.Models.Tables;

/// <summary>Keeps short texts, so that one that comes again is the same string. Used by one thread.</summary>
sealed class TextPool
{
    const int LongestKept = 64, MostKept = 1 << 16;

    readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _known =
        new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text of UTF-8 bytes.</summary>
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestKept) return Encoding.UTF8.GetString(bytes);
        Span<char> characters = stackalloc char[LongestKept];
        var text = characters[..Encoding.UTF8.GetChars(bytes, characters)];
        if (_known.TryGetValue(text, out var known)) return known;
        var made = text.ToString();
        if (_known.Dictionary.Count < MostKept) _known.Dictionary.Add(made, made);
        return made;
    }
}
