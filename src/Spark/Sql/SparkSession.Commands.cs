using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class SparkSession
{
    /// <summary>Runs a command to its end.</summary>
    internal Task CommandAsync(Command command, CancellationToken cancel) => CommandAsync<object>(command, _ => null, cancel);

    /// <summary>Runs a command to its end and gives the first answer that <paramref name="pick"/> takes; null when it takes none.</summary>
    internal async Task<T?> CommandAsync<T>(Command command, Func<ExecutePlanResponse, T?> pick, CancellationToken cancel)
        where T : class
    {
        T? picked = null;
        await foreach (var response in Client.ExecuteAsync(new Plan { Command = command }, cancel).ConfigureAwait(false)) picked ??= pick(response);
        return picked;
    }
}
