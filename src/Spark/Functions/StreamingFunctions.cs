using DistributedML.Spark.Connect.Protocol;
using Google.Protobuf;
using Microsoft.Spark.Sql;

namespace DistributedML.Spark.Functions;

/// <summary>What a stream runs with each micro-batch, as Spark Connect has it. The process that runs it gets no session artifacts, so the function carries its assemblies.</summary>
static class StreamingFunctions
{
    public static PythonUDF ForeachBatch(Action<DataFrame, long> action) => Of(new ForeachBatchAction(action));

    public static PythonUDF Foreach(IForeachWriter writer) => Of(new ForeachAction(writer));

    static PythonUDF Of(IBatchAction action)
    {
        FunctionArtifacts.Expect();
        return new() { Command = UnsafeByteOperations.UnsafeWrap(FunctionPayload.Create(action, embed: true)), PythonVer = ProtocolVersion.Spark42.ToString() };
    }
}
