namespace DistributedML.Learning.Recommendation;

/// <summary>
/// Who bought what how often: a sparse matrix of users by items in compressed rows, columns ascending within a row. The value is the number
/// of distinct baskets of the user that hold the item. Immutable.
/// </summary>
public sealed class Interactions
{
    readonly int[] _starts;
    readonly int[] _items;
    readonly float[] _counts;

    Interactions(int items, int[] starts, int[] columns, float[] counts) => (Items, _starts, _items, _counts) = (items, starts, columns, counts);

    /// <summary>How many rows.</summary>
    public int Users => _starts.Length - 1;

    /// <summary>How many columns.</summary>
    public int Items { get; }

    /// <summary>How many pairs of user and item.</summary>
    public int Count => _items.Length;

    /// <summary>Where each row starts among the pairs, and at the end their number; Users + 1 values.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>A user's items, ascending.</summary>
    public ReadOnlySpan<int> ItemsOf(int user) => _items.AsSpan(_starts[user].._starts[user + 1]);

    /// <summary>A user's numbers of baskets, one for each of its items.</summary>
    public ReadOnlySpan<float> CountsOf(int user) => _counts.AsSpan(_starts[user].._starts[user + 1]);

    /// <summary>Counts the distinct baskets of each user and item. Time: sorting the rows.</summary>
    public static Interactions From(Purchases purchases)
    {
        var (starts, keys) = RowsByUser(purchases);
        var rowStarts = new int[starts.Length];
        var items = new List<int>(keys.Length);
        var counts = new List<float>(keys.Length);
        for (var user = 0; user + 1 < starts.Length; user++)
        {
            var rows = keys.AsSpan(starts[user]..starts[user + 1]);
            rows.Sort();
            for (var r = 0; r < rows.Length; r++)
            {
                if (r > 0 && rows[r] == rows[r - 1]) continue;
                var item = (int)(rows[r] >> 32);
                if (items.Count > rowStarts[user] && items[^1] == item) counts[^1]++;
                else
                {
                    items.Add(item);
                    counts.Add(1);
                }
            }
            rowStarts[user + 1] = items.Count;
        }
        return new(purchases.Items.Count, rowStarts, [.. items], [.. counts]);
    }

    /// <summary>The matrix of items by users.</summary>
    public Interactions Transpose()
    {
        var starts = new int[Items + 1];
        foreach (var item in _items) starts[item + 1]++;
        for (var i = 0; i < Items; i++) starts[i + 1] += starts[i];
        var next = starts.AsSpan(0, Items).ToArray();
        var columns = new int[Count];
        var counts = new float[Count];
        for (var user = 0; user < Users; user++)
            for (var p = _starts[user]; p < _starts[user + 1]; p++)
            {
                var at = next[_items[p]]++;
                (columns[at], counts[at]) = (user, _counts[p]);
            }
        return new(Users, starts, columns, counts);
    }

    /// <summary>Calls for every pair: user, item, baskets.</summary>
    internal void ForEach(Action<int, int, float> visit)
    {
        for (var user = 0; user < Users; user++)
            for (var p = _starts[user]; p < _starts[user + 1]; p++)
                visit(user, _items[p], _counts[p]);
    }

    /// <summary>The same pairs with other values.</summary>
    internal Interactions Map(Func<int, int, float, float> value)
    {
        var values = new float[Count];
        for (var user = 0; user < Users; user++)
            for (var p = _starts[user]; p < _starts[user + 1]; p++)
                values[p] = value(user, _items[p], _counts[p]);
        return new(Items, _starts, _items, values);
    }

    /// <summary>Sorts the rows by user: where each user's rows start, and each row's item and basket in one number.</summary>
    static (int[] Starts, ulong[] Keys) RowsByUser(Purchases purchases)
    {
        var starts = new int[purchases.Users.Count + 1];
        foreach (var user in purchases.UserOf) starts[user + 1]++;
        for (var user = 0; user + 1 < starts.Length; user++) starts[user + 1] += starts[user];
        var next = starts.ToArray();
        var keys = new ulong[purchases.Count];
        for (var row = 0; row < keys.Length; row++)
            keys[next[purchases.UserOf[row]]++] = ((ulong)(uint)purchases.ItemOf[row] << 32) | (uint)purchases.BasketOf[row];
        return (starts, keys);
    }
}
