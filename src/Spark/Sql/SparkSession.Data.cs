namespace Microsoft.Spark.Sql;

public sealed partial class SparkSession
{
    /// <summary>A table or view of the catalog.</summary>
    public DataFrame Table(string tableName) => Read().Table(tableName);

    /// <summary>The numbers 0, 1, ... below <paramref name="end"/>, in a column <c>id</c>.</summary>
    public DataFrame Range(long end) => Range(0, end);

    /// <summary>The numbers from <paramref name="start"/> up to and without <paramref name="end"/>, in a column <c>id</c>.</summary>
    public DataFrame Range(long start, long end) => Range(start, end, 1);

    /// <summary>The numbers start, start + step, ... up to and without <paramref name="end"/>, in a column <c>id</c>.</summary>
    public DataFrame Range(long start, long end, long step) => Range(start, end, step, null);

    /// <summary>The numbers start, start + step, ... up to and without <paramref name="end"/>, in a column <c>id</c>, in this many partitions.</summary>
    public DataFrame Range(long start, long end, long step, int numPartitions) => Range(start, end, step, (int?)numPartitions);

    /// <summary>Reads files and tables.</summary>
    public DataFrameReader Read() => new(this);

    /// <summary>The databases, tables, views and functions that the session knows.</summary>
    public Catalog.Catalog Catalog => new(this);

    /// <summary>Functions that give a table.</summary>
    public TableValuedFunctions Tvf() => new(this);

    DataFrame Range(long start, long end, long step, int? numPartitions) => new(this, NewRelation(relation =>
    {
        relation.Range = new() { Start = start, End = end, Step = step };
        if (numPartitions is { } count) relation.Range.NumPartitions = count;
    }));
}
