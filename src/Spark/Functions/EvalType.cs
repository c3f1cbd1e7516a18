namespace DistributedML.Spark.Functions;

/// <summary>What kind of function a task runs, in Spark's numbers.</summary>
static class EvalType
{
    /// <summary>Columns in, one column of as many rows out. Every Spark 4 knows it.</summary>
    public const int Scalar = 200;

    /// <summary>The same, since Spark 4.1.</summary>
    public const int ScalarArrow = 250;

    /// <summary>The batches of a partition in, batches out.</summary>
    public const int Map = 207;

    /// <summary>The batches of a group in, batches out.</summary>
    public const int GroupMap = 209;

    /// <summary>The batches of two groups with one key in, batches out.</summary>
    public const int CoGroupMap = 210;
}
