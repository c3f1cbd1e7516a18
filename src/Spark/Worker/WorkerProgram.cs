namespace DistributedML.Spark.Worker;

/// <summary>The process that Spark starts beside an executor to run C# functions.</summary>
internal static class WorkerProgram
{
    public static Task<int> RunAsync(string[] arguments) => throw new NotSupportedException($"Spark asked the worker for '{string.Join(' ', arguments)}', which it does not know");
}
