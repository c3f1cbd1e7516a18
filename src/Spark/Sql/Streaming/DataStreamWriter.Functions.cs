using DistributedML.Spark.Functions;

namespace Microsoft.Spark.Sql.Streaming;

public sealed partial class DataStreamWriter
{
    /// <summary>
    /// Calls a C# function with each micro-batch and its number. It runs beside the server's driver, as a client of the same session; a batch that is
    /// repeated after a failure has the same number.
    /// </summary>
    /// <param name="func">The function. What it captured travels with it, but changes to it do not come back.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel; the message names it.</exception>
    public DataStreamWriter ForeachBatch(Action<DataFrame, long> func)
    {
        var function = StreamingFunctions.ForeachBatch(func);
        BatchFunction = (_, _) => Task.FromResult(function);
        return this;
    }

    /// <summary>Hands every row to a C# writer, which is opened and closed for each partition of each micro-batch, on the executors.</summary>
    /// <param name="writer">The writer. What its fields hold travels with it.</param>
    /// <exception cref="FunctionNotPortableException">A field of the writer holds something that cannot travel; the message names it.</exception>
    public DataStreamWriter Foreach(IForeachWriter writer)
    {
        var function = StreamingFunctions.Foreach(writer);
        BatchFunction = (_, _) => Task.FromResult(function);
        return this;
    }
}
