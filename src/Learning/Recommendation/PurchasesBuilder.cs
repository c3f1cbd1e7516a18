namespace DistributedML.Learning.Recommendation;

/// <summary>Collects purchases row by row, or column by column.</summary>
public sealed class PurchasesBuilder
{
    readonly Ids _users = new();
    readonly Ids _items = new();
    readonly Ids _baskets = new();
    readonly List<int> _days = [];

    /// <summary>How many rows so far.</summary>
    public int Count => _days.Count;

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">A name holds half of a surrogate pair: it is no text, and could not be written and read
    /// back.</exception>
    public void Add(string user, string item, string basket, DateOnly day)
    {
        ThrowIfNoText(user, nameof(user));
        ThrowIfNoText(item, nameof(item));
        ThrowIfNoText(basket, nameof(basket));
        _users.Add(user);
        _items.Add(item);
        _baskets.Add(basket);
        _days.Add(day.DayNumber);
    }

    /// <summary>The rows added so far. The builder starts anew.</summary>
    public Purchases Build()
    {
        var (users, userOf) = _users.Take();
        var (items, itemOf) = _items.Take();
        var (baskets, basketOf) = _baskets.Take();
        var days = _days.ToArray();
        _days.Clear();
        return new(users, items, baskets, userOf, itemOf, basketOf, days);
    }

    /// <summary>Adds rows that are encoded by other lists of ids. Ids that no row names are left out.</summary>
    internal void Add(IReadOnlyList<string> users, IReadOnlyList<string> items, IReadOnlyList<string> baskets, int[] userOf, int[] itemOf, int[] basketOf, int[] days)
    {
        _users.Add(users, userOf);
        _items.Add(items, itemOf);
        _baskets.Add(baskets, basketOf);
        _days.AddRange(days);
    }

    static void ThrowIfNoText(string name, string parameter)
    {
        var at = name.AsSpan().IndexOfAnyInRange('\ud800', '\udfff');
        if (at < 0) return;
        for (; at < name.Length; at++)
        {
            if (!char.IsSurrogate(name[at])) continue;
            if (at + 1 == name.Length || !char.IsSurrogatePair(name[at], name[at + 1]))
                throw new ArgumentException($"{parameter} has half of a surrogate pair, U+{(int)name[at]:X4}, at place {at}; expected Unicode text", parameter);
            at++;
        }
    }

    /// <summary>A column of strings, encoded while it grows.</summary>
    sealed class Ids
    {
        readonly Dictionary<string, int> _indexes = [];
        readonly List<int> _column = [];

        public void Add(string id) => _column.Add(IndexOf(id));

        public void Add(IReadOnlyList<string> ids, int[] column)
        {
            var map = new int[ids.Count];
            Array.Fill(map, -1);
            foreach (var index in column) _column.Add(map[index] >= 0 ? map[index] : map[index] = IndexOf(ids[index]));
        }

        public (string[] Ids, int[] Column) Take()
        {
            var taken = (_indexes.Keys.ToArray(), _column.ToArray());
            _indexes.Clear();
            _column.Clear();
            return taken;
        }

        int IndexOf(string id)
        {
            ref var index = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_indexes, id, out var known);
            return known ? index : index = _indexes.Count - 1;
        }
    }
}
