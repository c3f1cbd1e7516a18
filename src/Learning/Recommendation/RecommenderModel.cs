using System.Buffers;
using System.Collections.Frozen;
using DistributedML.Numerics;

namespace DistributedML.Learning.Recommendation;

/// <summary>
/// Recommends items for what a user has bought. It holds no users: whoever asks brings the user's items, so that a new purchase counts at once
/// and without training (fold-in). Users without any item that it knows get what sells most now, and so do users whose items tell nothing
/// about any other. Immutable; any
/// number of threads may ask.
/// </summary>
public sealed class RecommenderModel : IState
{
    const int Version = 1;

    /// <summary>Scores up to this are what rounding leaves of 0; those of evidence are some 0.01 to 1.</summary>
    const float Rounding = 1e-9f;

    readonly string[] _items;
    readonly FrozenDictionary<string, int> _indexes;
    readonly float[] _demand;
    readonly float[] _popularity;
    readonly ItemScorer? _scorer;

    internal RecommenderModel(RecommenderAlgorithm algorithm, string[] items, float[] demand, float[] popularity, ItemScorer? scorer)
    {
        (Algorithm, _items, _demand, _popularity, _scorer) = (algorithm, items, demand, popularity, scorer);
        _indexes = items.Select((item, index) => KeyValuePair.Create(item, index)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>How it scores.</summary>
    public RecommenderAlgorithm Algorithm { get; }

    /// <summary>The items it knows, sorted by ordinal; an item's place is its index.</summary>
    public IReadOnlyList<string> Items => _items;

    /// <summary>An item's index; -1 for an item that it does not know.</summary>
    public int IndexOf(string item) => _indexes.GetValueOrDefault(item, -1);

    /// <summary>Whether the user has bought an item that the model knows; others get what sells most.</summary>
    public bool Knows(UserHistory history)
    {
        history.In(this, out var items, out _);
        return !items.IsEmpty;
    }

    /// <summary>The best items that the user has not bought, best first; fewer than <paramref name="count"/> when there are no more.</summary>
    public Recommendation[] Recommend(UserHistory history, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        history.In(this, out var items, out var counts);
        var best = new ScoredItem[Math.Min(count, _items.Length)];
        var found = Recommend(items, counts, best);
        return Array.ConvertAll(best[..found], item => new Recommendation(_items[item.Index], item.Score));
    }

    /// <summary>
    /// Writes the best items that are not among the user's, best first, of equal ones the lower index first, and returns how many there are.
    /// Allocates nothing.
    /// </summary>
    /// <param name="items">Indexes of the user's items, ascending; none for an unknown user.</param>
    /// <param name="counts">In how many baskets each is; at least 1.</param>
    /// <param name="best">Where to; its length is how many are wanted.</param>
    public int Recommend(ReadOnlySpan<int> items, ReadOnlySpan<float> counts, Span<ScoredItem> best)
    {
        if (items.Length != counts.Length) throw new ArgumentException($"{items.Length} items, but {counts.Length} counts", nameof(counts));
        var rented = ArrayPool<float>.Shared.Rent(_items.Length);
        var scores = rented.AsSpan(0, _items.Length);
        Span<int> largest = best.Length <= 256 ? stackalloc int[best.Length] : new int[best.Length];
        Score(items, counts, scores);
        foreach (var item in items) scores[item] = float.NegativeInfinity;
        var found = TopN.Find(scores, largest);
        for (var i = 0; i < found; i++) best[i] = new(largest[i], scores[largest[i]]);
        ArrayPool<float>.Shared.Return(rented);
        return found;
    }

    /// <summary>Writes every item's score for a user, seen items included.</summary>
    /// <param name="items">Indexes of the user's items, ascending; none for an unknown user.</param>
    /// <param name="counts">In how many baskets each is.</param>
    /// <param name="scores">One for each of <see cref="Items"/>.</param>
    public void Score(ReadOnlySpan<int> items, ReadOnlySpan<float> counts, Span<float> scores)
    {
        if (items.IsEmpty || _scorer is null)
        {
            _popularity.CopyTo(scores);
            return;
        }
        _scorer.Score(items, counts, scores);
        if (HasEvidence(items, scores)) Kernels.Multiply(scores, _demand);
        else _popularity.CopyTo(scores);
    }

    /// <summary>Whether the user's items tell anything about another item.</summary>
    static bool HasEvidence(ReadOnlySpan<int> items, ReadOnlySpan<float> scores)
    {
        var start = 0;
        foreach (var item in items)
        {
            if (scores[start..item].ContainsAnyExceptInRange(-Rounding, Rounding)) return true;
            start = item + 1;
        }
        return scores[start..].ContainsAnyExceptInRange(-Rounding, Rounding);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Version);
        writer.Write((byte)Algorithm);
        writer.Write(_items.Length);
        foreach (var item in _items) writer.Write(item);
        writer.WriteArray(_demand);
        writer.WriteArray(_popularity);
        _scorer?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no recommender of this version.</exception>
    public static RecommenderModel Read(BinaryReader reader)
    {
        if (reader.ReadInt32() is var version && version != Version) throw new InvalidDataException($"a recommender of version {version}; this program reads version {Version}");
        var algorithm = (RecommenderAlgorithm)reader.ReadByte();
        var length = reader.ReadInt32();
        if (length < 0) throw new InvalidDataException($"not a recommender: it has {length} items");
        var items = new List<string>();
        while (items.Count < length) items.Add(reader.ReadString());
        float[] demand = reader.ReadArray<float>(), popularity = reader.ReadArray<float>();
        if (demand.Length != length || popularity.Length != length) throw new InvalidDataException("not a recommender: its demand does not fit its items");
        ItemScorer? scorer = algorithm switch
        {
            RecommenderAlgorithm.Popularity => null,
            RecommenderAlgorithm.Als => FactorScorer.Read(reader, length),
            RecommenderAlgorithm.Ease or RecommenderAlgorithm.Neighbours => WeightScorer.Read(reader, length),
            _ => throw new InvalidDataException($"not a recommender: algorithm {algorithm}"),
        };
        return new(algorithm, [.. items], demand, popularity, scorer);
    }
}
