using System.Runtime.InteropServices;
using System.Text;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>In how many texts each term stands, and how often in all.</summary>
sealed class TermCounts : IMergeable<TermCounts>
{
    readonly Dictionary<string, (double Texts, double All)> _terms = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _inText = new(StringComparer.Ordinal);

    /// <summary>The terms with the weight of the texts that have them, and of all their occurrences.</summary>
    public IReadOnlyDictionary<string, (double Texts, double All)> Terms => _terms;

    /// <summary>Adds the terms of a text.</summary>
    public void Add(string text, double weight, TermShape shape)
    {
        if (weight == 0) return;
        var words = Words.Of(text, shape.MinLength, shape.Lowercase);
        var counts = _inText.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var n = shape.MinWords; n <= shape.MaxWords; n++)
            for (var first = 0; first + n <= words.Count; first++)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, words[first, n], out _)++;
        foreach (var (term, count) in _inText) Add(term, weight, weight * count);
        _inText.Clear();
    }

    /// <inheritdoc/>
    public void Merge(TermCounts other)
    {
        foreach (var (term, (texts, all)) in other._terms) Add(term, texts, all);
    }

    /// <summary>The sum of all ranks' counts.</summary>
    public TermCounts Merged(Training training)
    {
        if (training.Gang.Ranks == 1) return this;
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            foreach (var (term, (texts, all)) in _terms)
            {
                writer.Write(term);
                writer.Write(texts);
                writer.Write(all);
            }
        }
        var merged = new TermCounts();
        foreach (var bytes in training.Gang.AllGather<byte>(stream.ToArray()))
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            while (reader.BaseStream.Position < bytes.Length) merged.Add(reader.ReadString(), reader.ReadDouble(), reader.ReadDouble());
        }
        return merged;
    }

    void Add(string term, double texts, double all)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms, term, out _);
        counts = (counts.Texts + texts, counts.All + all);
    }
}
