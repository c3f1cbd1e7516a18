namespace DistributedML.Spark.Worker;

/// <summary>What Spark tells a worker in environment variables.</summary>
static class WorkerEnvironment
{
    public static bool UsesUnixSockets => string.Equals(Environment.GetEnvironmentVariable("PYTHON_UNIX_DOMAIN_ENABLED"), "true", StringComparison.OrdinalIgnoreCase);

    public static string Need(string variable) =>
        Environment.GetEnvironmentVariable(variable) ?? throw new InvalidOperationException($"{variable} is not set: this program is started by Spark, which finds it in PYSPARK_PYTHON");
}
