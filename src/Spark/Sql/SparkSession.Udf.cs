namespace Microsoft.Spark.Sql;

public sealed partial class SparkSession
{
    /// <summary>Where C# functions get names for this session's SQL.</summary>
    public UdfRegistration Udf() => new(this);
}
