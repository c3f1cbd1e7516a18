using System.Globalization;
using System.Reflection;
using DistributedML.Spark.Functions;

namespace DistributedML.Spark.Worker;

/// <summary>What Spark's client reads of a function that failed: partition and row, then the exception with its stack.</summary>
static class FailureText
{
    public static string Of(Exception failure, TaskInfo? task)
    {
        var row = (failure as FunctionRowException)?.Row;
        var cause = failure is FunctionRowException or TargetInvocationException ? failure.InnerException ?? failure : failure;
        var place = task is null ? "before its task began"
            : row is null ? string.Create(CultureInfo.InvariantCulture, $"in partition {task.Partition}")
            : string.Create(CultureInfo.InvariantCulture, $"in partition {task.Partition}, row {row}");
        var attempt = task is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (stage {task.Stage}, attempt {task.Attempt}, machine {Environment.MachineName})");
        return $"C# function failed {place}{attempt}: {cause}";
    }
}
