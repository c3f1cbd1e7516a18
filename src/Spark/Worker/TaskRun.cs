using Apache.Arrow;
using DistributedML.Spark.Functions;
using DistributedML.Spark.Rows;

namespace DistributedML.Spark.Worker;

/// <summary>Runs the functions of one task over its data, up to the end of the answer's stream.</summary>
static class TaskRun
{
    public static void Run(TaskHeader header, Stream input, Stream output, CancellationToken cancel)
    {
        using var answer = new ArrowOutput(output);
        switch (header.EvalType)
        {
            case EvalType.Scalar or EvalType.ScalarArrow:
                ScalarTask.Run(header, input, answer, cancel);
                break;
            case EvalType.Map:
                RunMap(header, input, answer, cancel);
                break;
            case EvalType.GroupMap or EvalType.CoGroupMap:
                GroupTask.Run(header, input, answer, cancel);
                break;
            default:
                throw new NotSupportedException($"Spark asks for a function of kind {header.EvalType}, which is none of this worker's");
        }
    }

    /// <summary>The one function of a task over tables.</summary>
    public static T Function<T>(TaskHeader header) =>
        header.Functions is [{ Commands: [var command] }]
            ? FunctionLoader.Load<T>(command, header.FilesFolder)
            : throw new InvalidDataException($"Spark sent {header.Functions.Count} functions where one can be");

    /// <summary>Sends the batches of a function, each checked.</summary>
    public static void Answer(IEnumerable<RecordBatch> batches, Schema declared, ArrowOutput answer)
    {
        foreach (var batch in batches)
        {
            if (batch is null) throw new InvalidOperationException("The function returned null instead of a batch");
            OutputCheck.Check(batch, declared);
            answer.WriteWrapped(batch, declared);
        }
    }

    static void RunMap(TaskHeader header, Stream input, ArrowOutput answer, CancellationToken cancel)
    {
        var function = Function<IBatchFunction>(header);
        using var batches = new ArrowInput(input, cancel);
        Answer(function.Run(batches.ReadAll(), cancel), ArrowTypes.ToArrow(function.Output), answer);
        batches.Finish();
    }
}
