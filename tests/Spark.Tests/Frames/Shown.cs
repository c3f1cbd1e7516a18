using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark.Frames;

/// <summary>Rows as texts, as Spark itself writes them.</summary>
static class Shown
{
    /// <summary>The rows in order, values of a row parted by one space.</summary>
    public static async Task<string[]> RowsAsync(this DataFrame frame)
    {
        var lines = (await frame.ShowTextAsync(10_000, truncate: 0, cancel: TestContext.Current.CancellationToken)).Split('\n');
        return [.. lines.Where(line => line.StartsWith('|')).Skip(1).Select(line => string.Join(' ', line.Trim('|').Split('|').Select(cell => cell.Trim())))];
    }

    /// <summary>The rows in the order of their texts.</summary>
    public static async Task<string[]> SortedRowsAsync(this DataFrame frame)
    {
        var rows = await frame.RowsAsync();
        Array.Sort(rows, StringComparer.Ordinal);
        return rows;
    }
}
