namespace DistributedML.Spark.Rows;

/// <summary>Where a writer stands, for its errors: shared by the writers of all columns of a table.</summary>
sealed class WriteContext
{
    /// <summary>The row being written; -1 when columns are written by themselves.</summary>
    public long Row { get; set; } = -1;
}
