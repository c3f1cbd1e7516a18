namespace DistributedML.Spark.Worker;

/// <summary>The process that Spark starts beside an executor, or for a stream beside the driver, to run C# functions.</summary>
static class WorkerProgram
{
    /// <param name="arguments">As Spark calls Python: -m, a module and its arguments.</param>
    public static Task<int> RunAsync(string[] arguments)
    {
        // From here on, what a function writes to the console goes to the executor's log; only the protocol has the real standard output.
        var output = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        var input = StandardInput.Take();
        WebFramework.Add();
        switch (arguments)
        {
            case ["-m", "pyspark.daemon", ..]:
                MemoryLimit.Apply();
                Daemon.Run(input, output);
                return Task.FromResult(0);
            case ["-m", "pyspark.sql.connect.streaming.worker.foreach_batch_worker", ..]:
                ForeachBatchWorker.Run();
                return Task.FromResult(0);
            default:
                Console.Error.WriteLine($"This program runs C# functions for Spark, which starts it (PYSPARK_PYTHON); it does not know '{string.Join(' ', arguments)}'");
                return Task.FromResult(2);
        }
    }
}
