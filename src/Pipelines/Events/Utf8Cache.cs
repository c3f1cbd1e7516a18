using System.IO.Hashing;
using System.Text;

namespace DistributedML.Pipelines.Events;

/// <summary>
/// Strings of UTF-8 texts that come again and again: a fixed table in which a text replaces the one that was at its place. Finding a text
/// allocates nothing.
/// </summary>
/// <param name="slots">Size of the table; a power of two.</param>
sealed class Utf8Cache(int slots)
{
    /// <summary>Longest text that is kept, in bytes.</summary>
    internal const int Longest = 48;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    readonly string?[] _slots = new string?[slots];

    /// <summary>The string of a text.</summary>
    /// <exception cref="DecoderFallbackException">The text is not UTF-8.</exception>
    public string Get(ReadOnlySpan<byte> text)
    {
        if (text.Length > Longest) return Strict.GetString(text);
        ref var slot = ref _slots[XxHash3.HashToUInt64(text) & (uint)(_slots.Length - 1)];
        if (slot is null || !Same(text, slot)) slot = Strict.GetString(text);
        return slot;
    }

    // UTF-8 is as long as UTF-16 only where it is ASCII.
    static bool Same(ReadOnlySpan<byte> text, string value)
    {
        if (text.Length <= value.Length) return Ascii.Equals(text, value);
        Span<byte> utf8 = stackalloc byte[Longest];
        return Strict.TryGetBytes(value, utf8, out var length) && text.SequenceEqual(utf8[..length]);
    }
}
