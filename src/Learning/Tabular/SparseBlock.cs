namespace DistributedML.Learning.Tabular;

/// <summary>Rows of mostly zeros (compressed sparse rows): row r holds the entries from <c>Starts[r]</c> to <c>Starts[r + 1]</c>.</summary>
/// <param name="Width">Number of columns.</param>
/// <param name="Starts">Where each row's entries start; one more than there are rows, ascending from 0.</param>
/// <param name="Columns">The entries' columns, ascending within a row.</param>
/// <param name="Values">The entries' values.</param>
public sealed record SparseBlock(int Width, int[] Starts, int[] Columns, float[] Values)
{
    /// <summary>Number of rows.</summary>
    public int Rows => Starts.Length - 1;

    /// <summary>The columns of a row's entries.</summary>
    public ReadOnlySpan<int> ColumnsOf(int row) => Columns.AsSpan(Starts[row]..Starts[row + 1]);

    /// <summary>The values of a row's entries.</summary>
    public ReadOnlySpan<float> ValuesOf(int row) => Values.AsSpan(Starts[row]..Starts[row + 1]);

    /// <summary>The rows of several blocks of one width, one block after another.</summary>
    internal static SparseBlock Concat(IReadOnlyList<SparseBlock> blocks)
    {
        var starts = new List<int> { 0 };
        foreach (var block in blocks)
        {
            var offset = starts[^1];
            for (var i = 1; i < block.Starts.Length; i++) starts.Add(checked(offset + block.Starts[i]));
        }
        return new(
            blocks[0].Width, [.. starts],
            [.. blocks.SelectMany(block => block.Columns.Take(block.Starts[^1]))],
            [.. blocks.SelectMany(block => block.Values.Take(block.Starts[^1]))]);
    }
}
