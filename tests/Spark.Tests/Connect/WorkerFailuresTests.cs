using DistributedML.Spark.Connect;

namespace DistributedML.Tests.Spark.Connect;

/// <summary>On what Spark 4.2 answered; what needs a server of its own is in Cluster/ShippingTests.</summary>
public class WorkerFailuresTests
{
    const string Lost = "Job aborted due to stage failure: Task 0 in stage 0.0 failed 4 times, most recent failure: Lost task 0.3 in stage 0.0 (TID 3) (10.0.0.7 executor 2): ";

    [Theory]
    [InlineData("java.io.IOException: Cannot run program \"python3\" (in directory \"./86dc\"): error=2, No such file or directory", "The Spark server runs no C# functions, for it starts Python on 10.0.0.7 (executor 2)")]
    [InlineData("org.apache.spark.SparkException: \nError from python worker:\n  python3: Error while finding module specification for 'pyspark.daemon' (ModuleNotFoundError: No module named 'pyspark')", "The Spark server runs no C# functions, for it starts Python on 10.0.0.7 (executor 2)")]
    [InlineData("java.io.IOException: Cannot run program \"/opt/dml/DistributedML.SparkWorker\" (in directory \"./86dc\"): error=13, Permission denied", "The C# worker /opt/dml/DistributedML.SparkWorker on 10.0.0.7 (executor 2) cannot be run")]
    [InlineData("java.io.IOException: Cannot run program \"/opt/dml/DistributedML.SparkWorker\" (in directory \"./86dc\"): Exec failed, error: 2 (No such file or directory)", "There is no C# worker /opt/dml/DistributedML.SparkWorker on 10.0.0.7 (executor 2)")]
    public void A_worker_that_does_not_start_is_explained(string cause, string plain)
    {
        var message = WorkerFailures.Explain(Lost + cause);
        Assert.StartsWith(plain, message);
        Assert.EndsWith(Lost + cause, message);
    }

    [Fact]
    public void A_stream_has_its_worker_on_the_drivers_machine() =>
        Assert.StartsWith("There is no C# worker /opt/w on the driver's machine", WorkerFailures.Explain("Cannot run program \"/opt/w\": error=2, No such file or directory"));

    [Fact]
    public void Other_errors_stay_as_they_are() => Assert.Equal("[DIVIDE_BY_ZERO] Division by zero", WorkerFailures.Explain("[DIVIDE_BY_ZERO] Division by zero"));
}
