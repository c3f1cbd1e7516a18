using System.Text;
using DistributedML.Compute;

namespace DistributedML.Learning.Recommendation;

/// <summary>
/// What was bought, as columns of equal length: row r says that user <c>UserOf[r]</c> bought item <c>ItemOf[r]</c> in basket
/// <c>BasketOf[r]</c> on day <c>DayOf[r]</c>. The columns hold indexes into the lists of ids, which are sorted by ordinal, so that models do
/// not depend on the order of the rows nor on which rank held them. Immutable; made by <see cref="PurchasesBuilder"/>.
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

    /// <summary>The rows that one of <paramref name="ranks"/> ranks holds: the rank-th of equal stretches.</summary>
    public Purchases Share(int rank, int ranks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ranks, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, ranks);
        var (first, end) = ((int)((long)Count * rank / ranks), (int)((long)Count * (rank + 1) / ranks));
        return ranks == 1 ? this : Where(row => row >= first && row < end);
    }

    /// <summary>All ranks' rows, on every rank the same. Memory and traffic: four integers a row, and the ids.</summary>
    public Purchases Gather(ICollective collective)
    {
        if (collective.Ranks == 1) return this;
        var builder = new PurchasesBuilder();
        var ids = collective.AllGather<byte>(EncodeIds());
        int[][] users = collective.AllGather(UserOf), items = collective.AllGather(ItemOf), baskets = collective.AllGather(BasketOf), days = collective.AllGather(DayOf);
        for (var rank = 0; rank < collective.Ranks; rank++)
        {
            using var reader = new BinaryReader(new MemoryStream(ids[rank]), Encoding.UTF8);
            var map = new[] { ReadIds(reader), ReadIds(reader), ReadIds(reader) };
            builder.Add(map[0], map[1], map[2], users[rank], items[rank], baskets[rank], days[rank]);
        }
        return builder.Build();
    }

    Purchases Where(Predicate<int> keep)
    {
        var builder = new PurchasesBuilder();
        var rows = Enumerable.Range(0, Count).Where(row => keep(row)).ToArray();
        builder.Add(Users, Items, Baskets, Pick(_users), Pick(_items), Pick(_baskets), Pick(_days));
        return builder.Build();

        int[] Pick(int[] column) => Array.ConvertAll(rows, row => column[row]);
    }

    byte[] EncodeIds()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        foreach (var ids in new[] { Users, Items, Baskets })
        {
            writer.Write(ids.Count);
            foreach (var id in ids) writer.Write(id);
        }
        writer.Flush();
        return stream.ToArray();
    }

    static string[] ReadIds(BinaryReader reader)
    {
        var ids = new string[reader.ReadInt32()];
        for (var i = 0; i < ids.Length; i++) ids[i] = reader.ReadString();
        return ids;
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
