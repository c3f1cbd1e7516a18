using System.Text;

namespace DistributedML.Jobs.Etl;

/// <summary>Gives equal UTF-8 bytes one string, so that a key that comes a thousand times is decoded and kept once. One thread.</summary>
sealed class TextPool
{
    const int MostTexts = 100_000;   // then it begins anew: some MiB

    readonly HashSet<string> _texts = new(new Utf8Comparer());

    internal string Get(ReadOnlySpan<byte> utf8)
    {
        var lookup = _texts.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(utf8, out var known)) return known;
        if (_texts.Count == MostTexts) _texts.Clear();
        var text = Encoding.UTF8.GetString(utf8);
        _texts.Add(text);
        return text;
    }

    sealed class Utf8Comparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
    {
        public bool Equals(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);

        public int GetHashCode(string text) => GetHashCode(Encoding.UTF8.GetBytes(text));

        public bool Equals(ReadOnlySpan<byte> utf8, string text)
        {
            Span<char> letters = stackalloc char[256];
            if (utf8.Length > letters.Length) return Encoding.UTF8.GetString(utf8) == text;
            return letters[..Encoding.UTF8.GetChars(utf8, letters)].SequenceEqual(text);
        }

        public int GetHashCode(ReadOnlySpan<byte> utf8)
        {
            var hash = new HashCode();
            hash.AddBytes(utf8);
            return hash.ToHashCode();
        }

        public string Create(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
    }
}
