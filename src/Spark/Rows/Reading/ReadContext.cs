namespace DistributedML.Spark.Rows;

/// <summary>Where a reader stands, for its errors: shared by the readers of all columns of a table.</summary>
sealed class ReadContext
{
    /// <summary>How many rows were in the batches before this one.</summary>
    public long FirstRow { get; set; }

    /// <summary>The row being read in this batch; -1 when columns are read by themselves.</summary>
    public int Row { get; set; } = -1;

    public long At(int row) => FirstRow + (Row < 0 ? row : Row);
}
