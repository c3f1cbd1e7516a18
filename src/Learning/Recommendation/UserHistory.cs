using System.Buffers;
using System.Runtime.InteropServices;
using DistributedML.Numerics;

namespace DistributedML.Learning.Recommendation;

/// <summary>
/// What one user has bought: how many distinct baskets hold each item. A set of pairs of item and basket, so neither order nor repetition of
/// events matters, and the bytes are those of the set. Independent of any model; the indexes of the model that was asked last are kept beside.
/// A basket is known by a 64-bit hash of its id. Memory: 8 bytes a pair, 8 a basket, some 30 an item; from 64 baskets on some 30 more for each pair and
/// each basket, by which an event is learned in O(1).
/// One thread may learn; any number may read while none learns.
/// </summary>
public sealed class UserHistory : IState, IMergeable<UserHistory>
{
    const int FewBaskets = 64;   // as many are searched faster than they are hashed

    static readonly int[] NoPlaces = [0];
    readonly List<Entry> _entries = [];
    readonly List<ulong> _baskets = [];
    readonly List<Pair> _pairs = [];
    int[] _places = NoPlaces;   // a hash table of entries, counted from 1; 0 is a free place. A dictionary would take more than all else.
    Dictionary<ulong, int>? _basketIndexes;   // of more than FewBaskets baskets
    HashSet<(int Item, int Basket)>? _known;   // the pairs, of so many baskets
    ModelIndexes _inModel = ModelIndexes.None;

    /// <summary>How many items.</summary>
    public int Items => _entries.Count;

    /// <summary>How many baskets.</summary>
    public int Baskets => _baskets.Count;

    /// <summary>Learns that a basket holds an item; false when that was known. Keeps <paramref name="item"/> itself, so pass one string an item.</summary>
    public bool Learn(string item, string basket) => Learn(item, Hash64.Of(basket));

    /// <summary>In how many baskets an item is; 0 for an item never bought.</summary>
    public int CountOf(string item) => Find(item, out _) is >= 0 and var index ? _entries[index].Count : 0;

    /// <inheritdoc/>
    public void Merge(UserHistory other)
    {
        foreach (var entry in other._entries)
            for (var at = entry.Newest; at >= 0; at = other._pairs[at].Older)
                Learn(entry.Item, other._baskets[other._pairs[at].Basket]);
    }

    /// <summary>
    /// The user's items as indexes of a model, ascending, with their counts; items that the model does not know are left out. The spans are
    /// valid until the next event.
    /// </summary>
    public void In(RecommenderModel model, out ReadOnlySpan<int> items, out ReadOnlySpan<float> counts)
    {
        var known = _inModel;
        if (known.Model != model || known.Pairs != _pairs.Count) _inModel = known = Index(model);
        items = known.Items;
        counts = known.Counts;
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        var hashes = ArrayPool<ulong>.Shared.Rent(_baskets.Count);
        var numbers = ArrayPool<int>.Shared.Rent(3 * _baskets.Count + _entries.Count);   // each checkpoint writes many histories: no garbage
        var baskets = hashes.AsSpan(0, _baskets.Count);
        var order = Ascending(numbers.AsSpan(0, baskets.Length));
        var newIndex = numbers.AsSpan(baskets.Length, baskets.Length);
        var ofItem = numbers.AsSpan(2 * baskets.Length, baskets.Length);
        var items = Ascending(numbers.AsSpan(3 * baskets.Length, _entries.Count));
        CollectionsMarshal.AsSpan(_baskets).CopyTo(baskets);
        baskets.Sort(order);
        for (var i = 0; i < order.Length; i++) newIndex[order[i]] = i;
        items.Sort((a, b) => string.CompareOrdinal(_entries[a].Item, _entries[b].Item));

        writer.Write7BitEncodedInt(baskets.Length);
        foreach (var basket in baskets) writer.Write(basket);
        writer.Write7BitEncodedInt(items.Length);
        foreach (var item in items) WriteItem(writer, _entries[item], newIndex, ofItem);
        ArrayPool<ulong>.Shared.Return(hashes);
        ArrayPool<int>.Shared.Return(numbers);
    }

    void WriteItem(BinaryWriter writer, Entry entry, ReadOnlySpan<int> newIndex, Span<int> ofItem)
    {
        writer.Write(entry.Item);
        writer.Write7BitEncodedInt(entry.Count);
        var count = 0;
        for (var at = entry.Newest; at >= 0; at = _pairs[at].Older) ofItem[count++] = newIndex[_pairs[at].Basket];
        ofItem = ofItem[..count];
        ofItem.Sort();
        for (var i = 0; i < count; i++) writer.Write7BitEncodedInt(i == 0 ? ofItem[i] : ofItem[i] - ofItem[i - 1]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="intern">Gives one string for equal items; null keeps a string for each history.</param>
    /// <exception cref="InvalidDataException">The bytes are no history.</exception>
    public static UserHistory Read(BinaryReader reader, Func<string, string>? intern = null)
    {
        var history = new UserHistory();
        var baskets = new ulong[ReadCount(reader)];
        for (var i = 0; i < baskets.Length; i++)
        {
            baskets[i] = reader.ReadUInt64();
            if (i > 0 && baskets[i] <= baskets[i - 1]) throw new InvalidDataException("not a user's history: the baskets are not in order");
        }
        foreach (var basket in baskets) history.IndexOf(basket);   // in their order, so that each item's come in order too
        for (var items = ReadCount(reader); items > 0; items--)
        {
            var item = reader.ReadString();
            if (intern is not null) item = intern(item);
            var basket = 0;
            for (var count = ReadCount(reader); count > 0; count--)
            {
                basket += reader.Read7BitEncodedInt();
                if ((uint)basket >= (uint)baskets.Length || !history.Learn(item, baskets[basket])) throw new InvalidDataException("not a user's history: a basket is out of range or repeated");
            }
        }
        return history;
    }

    static int ReadCount(BinaryReader reader) =>
        reader.Read7BitEncodedInt() is >= 0 and var count && count <= 1 << 28 ? count : throw new InvalidDataException("not a user's history: a count is out of range");

    bool Learn(string item, ulong basketHash)
    {
        var basket = IndexOf(basketHash);
        var index = Find(item, out var place);
        if (index < 0) index = Add(item, place);
        ref var entry = ref CollectionsMarshal.AsSpan(_entries)[index];
        return _known is null ? AddInOrder(ref entry, basket) : _known.Add((index, basket)) && Add(ref entry, -1, entry.Newest, basket);
    }

    int IndexOf(ulong basket)
    {
        var index = _basketIndexes is null ? CollectionsMarshal.AsSpan(_baskets).LastIndexOf(basket) : _basketIndexes.GetValueOrDefault(basket, -1);
        if (index >= 0) return index;
        index = _baskets.Count;
        _baskets.Add(basket);
        if (index == FewBaskets) HashAll();
        else _basketIndexes?.Add(basket, index);
        return index;
    }

    void HashAll()
    {
        (_basketIndexes, _known) = (new(2 * _baskets.Count), new(_pairs.Count));
        for (var i = 0; i < _baskets.Count; i++) _basketIndexes.Add(_baskets[i], i);
        for (var i = 0; i < _entries.Count; i++)
            for (var at = _entries[i].Newest; at >= 0; at = _pairs[at].Older) _known.Add((i, _pairs[at].Basket));
    }

    /// <summary>The item's entry; -1 where there is none, and the place for it.</summary>
    int Find(string item, out int place)
    {
        var last = _places.Length - 1;
        for (place = item.GetHashCode() & last; _places[place] > 0; place = (place + 1) & last)
        {
            var index = _places[place] - 1;
            if (_entries[index].Item == item) return index;
        }
        return -1;
    }

    int Add(string item, int place)
    {
        if (4 * (_entries.Count + 1) > 3 * _places.Length)
        {
            _places = new int[Math.Max(4, 2 * _places.Length)];
            for (var i = 0; i < _entries.Count; i++)
            {
                Find(_entries[i].Item, out var moved);
                _places[moved] = i + 1;
            }
            Find(item, out place);
        }
        _entries.Add(new Entry { Item = item, Newest = -1 });
        return (_places[place] = _entries.Count) - 1;
    }

    /// <summary>Adds a basket to an item's chain, which is kept from the newest basket to the oldest: in order, that is one comparison.</summary>
    bool AddInOrder(ref Entry entry, int basket)
    {
        int newer = -1, at = entry.Newest;
        while (at >= 0 && _pairs[at].Basket > basket) (newer, at) = (at, _pairs[at].Older);
        return (at < 0 || _pairs[at].Basket != basket) && Add(ref entry, newer, at, basket);
    }

    /// <summary>Adds a basket to an item's chain between two pairs; -1 for none.</summary>
    bool Add(ref Entry entry, int newer, int older, int basket)
    {
        if (newer < 0) entry.Newest = _pairs.Count;
        else _pairs[newer] = _pairs[newer] with { Older = _pairs.Count };
        _pairs.Add(new Pair(basket, older));
        entry.Count++;
        return true;
    }

    ModelIndexes Index(RecommenderModel model)
    {
        var items = new int[_entries.Count];
        var counts = new float[_entries.Count];
        var known = 0;
        foreach (var entry in _entries)
            if (model.IndexOf(entry.Item) is >= 0 and var index)
                (items[known], counts[known++]) = (index, entry.Count);
        Array.Sort(items, counts, 0, known);
        return new(model, _pairs.Count, items[..known], counts[..known]);
    }

    static Span<int> Ascending(Span<int> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = i;
        return values;
    }

    struct Entry
    {
        public string Item;
        public int Newest;
        public int Count;
    }

    readonly record struct Pair(int Basket, int Older);

    /// <summary>The items by a model's indexes, as they were when the history had so many pairs.</summary>
    sealed record ModelIndexes(RecommenderModel? Model, int Pairs, int[] Items, float[] Counts)
    {
        public static ModelIndexes None { get; } = new(null, 0, [], []);
    }
}
