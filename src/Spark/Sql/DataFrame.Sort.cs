using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>All rows, ordered by these columns, ascending.</summary>
    public DataFrame Sort(string column, params string[] columns) => Sort(ColumnNames.Columns(column, columns));

    /// <summary>All rows, ordered by these columns.</summary>
    public DataFrame Sort(params Column[] columns) => Sort(columns, global: true);

    /// <summary>All rows, ordered by these columns, ascending.</summary>
    public DataFrame OrderBy(string column, params string[] columns) => Sort(column, columns);

    /// <summary>All rows, ordered by these columns.</summary>
    public DataFrame OrderBy(params Column[] columns) => Sort(columns);

    /// <summary>The rows of each partition, ordered by these columns, ascending.</summary>
    public DataFrame SortWithinPartitions(string column, params string[] columns) => SortWithinPartitions(ColumnNames.Columns(column, columns));

    /// <summary>The rows of each partition, ordered by these columns.</summary>
    public DataFrame SortWithinPartitions(params Column[] columns) => Sort(columns, global: false);

    /// <summary>The first n rows.</summary>
    public DataFrame Limit(int n) => Derive(relation => relation.Limit = new Limit { Input = Relation, Limit_ = n });

    /// <summary>All rows but the first n.</summary>
    public DataFrame Offset(int n) => Derive(relation => relation.Offset = new Offset { Input = Relation, Offset_ = n });

    /// <summary>Rows without repetitions.</summary>
    public DataFrame Distinct() => DropDuplicates();

    /// <summary>Rows without repetitions.</summary>
    public DataFrame DropDuplicates() => Deduplicate([], withinWatermark: false);

    /// <summary>One of the rows that agree in these columns.</summary>
    public DataFrame DropDuplicates(string col, params string[] cols) => Deduplicate([col, .. cols], withinWatermark: false);

    /// <summary>Of a stream, rows without repetitions as far back as the watermark's delay reaches.</summary>
    public DataFrame DropDuplicatesWithinWatermark() => Deduplicate([], withinWatermark: true);

    /// <summary>Of a stream, one of the rows that agree in these columns as far back as the watermark's delay reaches.</summary>
    public DataFrame DropDuplicatesWithinWatermark(string col, params string[] cols) => Deduplicate([col, .. cols], withinWatermark: true);

    DataFrame Sort(Column[] columns, bool global) =>
        Derive(relation => relation.Sort = new Sort { Input = Relation, Order = { columns.Select(column => column.ToSortOrder()) }, IsGlobal = global }, columns);

    DataFrame Deduplicate(string[] columns, bool withinWatermark) => Derive(relation => relation.Deduplicate = new Deduplicate
    {
        Input = Relation,
        ColumnNames = { columns },
        AllColumnsAsKeys = columns.Length == 0,
        WithinWatermark = withinWatermark,
    });
}
