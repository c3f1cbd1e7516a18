using System.Numerics;

namespace DistributedML.Learning.Recommendation;

/// <summary>
/// What was bought, as columns of equal length: row r says that user <c>UserOf[r]</c> bought item <c>ItemOf[r]</c> in basket
/// <c>BasketOf[r]</c> on day <c>DayOf[r]</c>. The columns hold indexes into the lists of ids, which are sorted by ordinal, so that models do
/// not depend on the order of the rows. Immutable; made by <see cref="PurchasesBuilder"/>.
/// </summary>
public sealed class Purchases
{
    readonly int[] _users;
    readonly int[] _items;
    readonly int[] _baskets;
    readonly int[] _days;

    internal Purchases(string[] users, string[] items, string[] baskets, int[] userOf, int[] itemOf, int[] basketOf, int[] dayOf)
    {
        (Users, _users) = Sort(users, userOf);
        (Items, _items) = Sort(items, itemOf);
        (Baskets, _baskets) = Sort(baskets, basketOf);
        _days = dayOf;
    }

    /// <summary>How many rows.</summary>
    public int Count => _days.Length;

    /// <summary>The users' ids, sorted by ordinal.</summary>
    public IReadOnlyList<string> Users { get; }

    /// <summary>The items' ids, sorted by ordinal.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>The baskets' ids, sorted by ordinal.</summary>
    public IReadOnlyList<string> Baskets { get; }

    /// <summary>Each row's user.</summary>
    public ReadOnlySpan<int> UserOf => _users;

    /// <summary>Each row's item.</summary>
    public ReadOnlySpan<int> ItemOf => _items;

    /// <summary>Each row's basket.</summary>
    public ReadOnlySpan<int> BasketOf => _baskets;

    /// <summary>Each row's day, as <see cref="DateOnly.DayNumber"/>.</summary>
    public ReadOnlySpan<int> DayOf => _days;

    /// <summary>The rows before a day, and those from it on.</summary>
    public (Purchases Before, Purchases From) Split(DateOnly day) =>
        (Where(row => _days[row] < day.DayNumber), Where(row => _days[row] >= day.DayNumber));

    /// <summary>A number that differs, but for chance, where rows or their order do.</summary>
    internal long Checksum()
    {
        var sum = 0UL;
        for (var row = 0; row < Count; row++)
        {
            foreach (var value in (ReadOnlySpan<int>)[_users[row], _items[row], _baskets[row], _days[row]])
                sum = (BitOperations.RotateLeft(sum, 5) ^ (uint)value) * 0x9E3779B97F4A7C15;   // the golden ratio: Knuth, The Art of Computer Programming 3, 6.4
        }
        return (long)sum;
    }

    Purchases Where(Predicate<int> keep)
    {
        var builder = new PurchasesBuilder();
        var rows = Enumerable.Range(0, Count).Where(row => keep(row)).ToArray();
        builder.Add(Users, Items, Baskets, Pick(_users), Pick(_items), Pick(_baskets), Pick(_days));
        return builder.Build();

        int[] Pick(int[] column) => Array.ConvertAll(rows, row => column[row]);
    }

    /// <summary>Sorts ids by ordinal and renumbers the column.</summary>
    static (string[] Ids, int[] Column) Sort(string[] ids, int[] column)
    {
        var order = new int[ids.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(ids, order, StringComparer.Ordinal);
        var newIndex = new int[ids.Length];
        for (var i = 0; i < order.Length; i++) newIndex[order[i]] = i;
        for (var row = 0; row < column.Length; row++) column[row] = newIndex[column[row]];
        return (ids, column);
    }
}
