namespace DistributedML.Numerics;

/// <summary>
/// A 64-bit hash that is the same in every process, on every machine and in every version. Not against adversaries. Mixing function: the
/// finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
/// </summary>
public static class Hash64
{
    /// <summary>Hashes a text by its UTF-16 code units.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Mix((ulong)text.Length);
        while (text.Length >= 4)
        {
            hash = Mix(hash ^ (text[0] | (ulong)text[1] << 16 | (ulong)text[2] << 32 | (ulong)text[3] << 48));
            text = text[4..];
        }
        foreach (var unit in text) hash = Mix(hash ^ unit);
        return hash;
    }

    /// <summary>Spreads the bits of a number; a bijection.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
