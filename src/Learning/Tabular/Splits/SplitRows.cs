using System.Globalization;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tabular.Splits;

/// <summary>What splits read of a table.</summary>
static class SplitRows
{
    /// <summary>The rows of each class that has some, by code, each in the order of their random numbers.</summary>
    /// <exception cref="DatasetException">The table has no classes, or a row has none.</exception>
    public static int[][] ByClass(Dataset rows, long seed)
    {
        var classes = rows.Classes
            ?? throw new DatasetException("the table has no classes to stratify by; name a column of classes as target");
        var without = Array.FindIndex(classes, code => code < 0);
        if (without >= 0) throw new DatasetException($"row {without} has no class; leave the row out");
        var byClass = Shuffled(rows.Rows, seed).GroupBy(row => classes[row]);
        return [.. byClass.OrderBy(members => members.Key).Select(members => members.ToArray())];
    }

    /// <summary>All rows in the order of their random numbers, each drawn by the row's number alone.</summary>
    public static int[] Shuffled(int rows, long seed)
    {
        var random = new CounterRandom(seed);
        var (order, keys) = (new int[rows], new ulong[rows]);
        for (var i = 0; i < rows; i++) (order[i], keys[i]) = (i, random.Bits(i));
        Array.Sort(keys, order);
        return order;
    }

    /// <exception cref="DatasetException">The table has no groups.</exception>
    public static int[] Groups(Dataset rows) =>
        rows.Groups ?? throw new DatasetException("the table has no groups to split by; name a column of groups");

    /// <exception cref="DatasetException">The table has no times.</exception>
    public static long[] Times(Dataset rows) =>
        rows.Times ?? throw new DatasetException("the table has no times to split by; name a column of times");

    /// <summary>Says from when to when rows are.</summary>
    public static string Range(long[] times) =>
        times.Length == 0 ? "there are no rows" : $"the rows are from {Text(times.Min())} to {Text(times.Max())}";

    public static string Text(long ticks) => new DateTime(ticks).ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
