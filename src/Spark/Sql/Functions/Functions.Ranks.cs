namespace Microsoft.Spark.Sql;

// Functions over the rows of a window, for <see cref="Column.Over(Expressions.WindowSpec)"/>.
public static partial class Functions
{
    /// <summary>The share of the partition's rows that are not after this one.</summary>
    public static Column CumeDist() => Call("cume_dist");

    /// <summary>The rank without gaps after equal rows.</summary>
    public static Column DenseRank() => Call("dense_rank");

    /// <summary>The value of the row with a number, counted from 1, in the frame.</summary>
    public static Column NthValue(Column column, int offset, bool ignoreNulls = false) => Call("nth_value", column, Lit(offset), Lit(ignoreNulls));

    /// <summary>The number, counted from 1, of the group when the partition is cut into so many of equal size.</summary>
    public static Column Ntile(int n) => Call("ntile", Lit(n));

    /// <summary>The rank as a share from 0 to 1.</summary>
    public static Column PercentRank() => Call("percent_rank");

    /// <summary>The rank; equal rows share it and leave a gap.</summary>
    public static Column Rank() => Call("rank");

    /// <summary>The number of the row in its partition, counted from 1.</summary>
    public static Column RowNumber() => Call("row_number");
}
