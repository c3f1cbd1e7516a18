using Apache.Arrow;
using DistributedML.Spark.Functions;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>The batches that a C# function, on the executors, makes of this DataFrame's, one for one.</summary>
    /// <param name="function">Gets a batch of <c>spark.sql.execution.arrow.maxRecordsPerBatch</c> rows at most, and may return any number. What it captured travels with it.</param>
    /// <param name="output">The columns of what it returns, which it must match by position and type.</param>
    /// <param name="barrier">All partitions run at once and can meet by <see cref="TaskContext.Barrier"/>; there must be as many task slots.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    public DataFrame MapBatches(Func<RecordBatch, RecordBatch> function, StructType output, bool barrier = false) =>
        MapBatches(new BatchFunction(function, output), FunctionMessage.Name(function), barrier);

    /// <summary>The batches that a C# function, on the executors, makes of all batches of a partition.</summary>
    /// <inheritdoc cref="MapBatches(Func{RecordBatch, RecordBatch}, StructType, bool)" path="/param"/>
    /// <inheritdoc cref="MapBatches(Func{RecordBatch, RecordBatch}, StructType, bool)" path="/exception"/>
    public DataFrame MapBatches(Func<IEnumerable<RecordBatch>, IEnumerable<RecordBatch>> function, StructType output, bool barrier = false) =>
        MapBatches(new PartitionFunction(function, output), FunctionMessage.Name(function), barrier);

    /// <summary>The batches that an asynchronous C# function makes of all batches of a partition; its token is cancelled when Spark no longer wants the task.</summary>
    /// <inheritdoc cref="MapBatches(Func{RecordBatch, RecordBatch}, StructType, bool)" path="/param"/>
    /// <inheritdoc cref="MapBatches(Func{RecordBatch, RecordBatch}, StructType, bool)" path="/exception"/>
    public DataFrame MapBatches(Func<IAsyncEnumerable<RecordBatch>, CancellationToken, IAsyncEnumerable<RecordBatch>> function, StructType output, bool barrier = false) =>
        MapBatches(new AsyncPartitionFunction(function, output), FunctionMessage.Name(function), barrier);

    /// <summary>The rows that a C# function makes of this DataFrame's, one for one.</summary>
    /// <typeparam name="TIn">The rows' type: a record or class with members named as columns, a tuple, Row, or the type of the only column.</typeparam>
    /// <typeparam name="TOut">The type of the rows made, whose members become the columns; a single value becomes the column <c>value</c>.</typeparam>
    /// <param name="function">Called for each row, on the executors. What it captured travels with it.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    public DataFrame MapRows<TIn, TOut>(Func<TIn, TOut> function) => MapRows(function, OutputSchema.Of(typeof(TOut)));

    /// <inheritdoc cref="MapRows{TIn, TOut}(Func{TIn, TOut})"/>
    /// <param name="function">Called for each row, on the executors.</param>
    /// <param name="output">The columns of the rows made, where TOut does not say them, as Row.</param>
    public DataFrame MapRows<TIn, TOut>(Func<TIn, TOut> function, StructType output) =>
        MapBatches(new RowMapFunction<TIn, TOut>(function, output), FunctionMessage.Name(function));

    /// <summary>The rows that a C# function makes of this DataFrame's, any number of each.</summary>
    /// <inheritdoc cref="MapRows{TIn, TOut}(Func{TIn, TOut})"/>
    public DataFrame FlatMapRows<TIn, TOut>(Func<TIn, IEnumerable<TOut>> function) => FlatMapRows(function, OutputSchema.Of(typeof(TOut)));

    /// <inheritdoc cref="FlatMapRows{TIn, TOut}(Func{TIn, IEnumerable{TOut}})"/>
    /// <param name="function">Called for each row, on the executors.</param>
    /// <param name="output">The columns of the rows made, where TOut does not say them, as Row.</param>
    public DataFrame FlatMapRows<TIn, TOut>(Func<TIn, IEnumerable<TOut>> function, StructType output) =>
        MapBatches(new RowsMapFunction<TIn, TOut>(function, output), FunctionMessage.Name(function));

    DataFrame MapBatches(IBatchFunction function, string name, bool barrier = false)
    {
        var message = FunctionMessage.Of(function, function.Output, EvalType.Map, name);
        return Derive(relation => relation.MapPartitions = new() { Input = Relation, Func = message, IsBarrier = barrier });
    }

    /// <summary>Runs a function that makes no rows over all of this DataFrame's.</summary>
    internal void Consume(IBatchFunction function) => Wait(async () =>
    {
        await foreach (var _ in Session.Client.ExecuteAsync(MapBatches(function, function.GetType().Name).Plan).ConfigureAwait(false))
        {
        }
    });
}
