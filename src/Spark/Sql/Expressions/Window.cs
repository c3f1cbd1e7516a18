namespace Microsoft.Spark.Sql.Expressions;

/// <summary>Begins a <see cref="WindowSpec"/>: the rows that a function looks at for each row.</summary>
public static class Window
{
    /// <summary>The start of the partition.</summary>
    public static long UnboundedPreceding => long.MinValue;

    /// <summary>The end of the partition.</summary>
    public static long UnboundedFollowing => long.MaxValue;

    /// <summary>The row itself.</summary>
    public static long CurrentRow => 0;

    /// <inheritdoc cref="WindowSpec.PartitionBy(Column[])"/>
    public static WindowSpec PartitionBy(string colName, params string[] colNames) => new WindowSpec().PartitionBy(colName, colNames);

    /// <inheritdoc cref="WindowSpec.PartitionBy(Column[])"/>
    public static WindowSpec PartitionBy(params Column[] columns) => new WindowSpec().PartitionBy(columns);

    /// <inheritdoc cref="WindowSpec.OrderBy(Column[])"/>
    public static WindowSpec OrderBy(string colName, params string[] colNames) => new WindowSpec().OrderBy(colName, colNames);

    /// <inheritdoc cref="WindowSpec.OrderBy(Column[])"/>
    public static WindowSpec OrderBy(params Column[] columns) => new WindowSpec().OrderBy(columns);

    /// <inheritdoc cref="WindowSpec.RowsBetween"/>
    public static WindowSpec RowsBetween(long start, long end) => new WindowSpec().RowsBetween(start, end);

    /// <inheritdoc cref="WindowSpec.RangeBetween(long, long)"/>
    public static WindowSpec RangeBetween(long start, long end) => new WindowSpec().RangeBetween(start, end);

    /// <inheritdoc cref="WindowSpec.RangeBetween(Column, Column)"/>
    public static WindowSpec RangeBetween(Column start, Column end) => new WindowSpec().RangeBetween(start, end);
}
