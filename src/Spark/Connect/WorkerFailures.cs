using System.Text.RegularExpressions;

namespace DistributedML.Spark.Connect;

/// <summary>Says in plain words why Spark could not start the C# worker, of which it speaks as Python's.</summary>
static partial class WorkerFailures
{
    /// <summary>The server's message, begun with what is wrong, where, and what to do if it is about a worker that did not start.</summary>
    public static string Explain(string message)
    {
        var place = Executor().Match(message) is { Success: true } found ? $"{found.Groups[1]} (executor {found.Groups[2]})" : "the driver's machine";
        var missing = Missing().Match(message);
        var program = missing.Groups[1].Value;
        var plain = Python().IsMatch(program) || NoPySpark().IsMatch(message)
                ? $"The Spark server runs no C# functions, for it starts Python on {place}: set PYSPARK_PYTHON to the C# worker where the server is started"
            : missing.Success && missing.Groups[2].Value == "2"
                ? $"There is no C# worker {program} on {place}: let spark-submit.sh or the session start the server without --worker and PYSPARK_PYTHON, which sends the worker, or install it on every machine and name its path so"
            : missing.Success ? $"The C# worker {program} on {place} cannot be run: is it executable, and made for this kind of machine?"
            : NoRuntime().IsMatch(message)
                ? $"The C# worker does not start on {place}, which lacks the .NET {Environment.Version.Major} runtime: install it there, or name its folder by the setting spark.executorEnv.DOTNET_ROOT (on the driver's machine by DOTNET_ROOT)"
            : null;
        return plain is null ? message : $"{plain}\n{message}";
    }

    [GeneratedRegex(@"Cannot run program ""([^""]+)"".*?error[=:] ?(\d+)")]
    private static partial Regex Missing();

    [GeneratedRegex(@"\((\S+) executor (\S+)\)")]
    private static partial Regex Executor();

    [GeneratedRegex(@"(^|/)python[\d.]*$")]
    private static partial Regex Python();

    [GeneratedRegex(@"No module named '?pyspark|PYTHON_VERSION_MISMATCH")]
    private static partial Regex NoPySpark();

    [GeneratedRegex(@"You must install (or update )?\.NET")]
    private static partial Regex NoRuntime();
}
