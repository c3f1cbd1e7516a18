namespace DistributedML.Spark.Rows;

/// <summary>What a DateTime means as an instant.</summary>
static class Instants
{
    /// <summary>A local time is converted; one of no kind is taken as UTC, as Microsoft.Spark's Timestamp does with its parts.</summary>
    public static DateTime Utc(DateTime time) => time.Kind switch
    {
        DateTimeKind.Utc => time,
        DateTimeKind.Local => time.ToUniversalTime(),
        _ => DateTime.SpecifyKind(time, DateTimeKind.Utc),
    };
}
