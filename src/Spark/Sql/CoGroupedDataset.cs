using Apache.Arrow;
using DistributedML.Spark.Functions;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>The groups of two DataFrames, those with the same key together; a key that only one has comes with no rows of the other.</summary>
public sealed class CoGroupedDataset
{
    readonly RelationalGroupedDataset _left;
    readonly RelationalGroupedDataset _right;

    internal CoGroupedDataset(RelationalGroupedDataset left, RelationalGroupedDataset right) => (_left, _right) = (left, right);

    /// <summary>The rows that a C# function makes of each key and the rows of both that have it.</summary>
    /// <typeparam name="TKey">The key: of one column its type; of several a record or tuple of them, or Row.</typeparam>
    /// <typeparam name="TLeft">The type of the left rows: a record or class with members named as columns, a tuple, or Row.</typeparam>
    /// <typeparam name="TRight">The type of the right rows.</typeparam>
    /// <typeparam name="TOut">The type of the rows made, whose members become the columns.</typeparam>
    /// <param name="function">Called once for each key, on the executors. What it captured travels with it.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    public DataFrame MapGroups<TKey, TLeft, TRight, TOut>(Func<TKey, IEnumerable<TLeft>, IEnumerable<TRight>, IEnumerable<TOut>> function) =>
        MapGroups(function, OutputSchema.Of(typeof(TOut)));

    /// <inheritdoc cref="MapGroups{TKey, TLeft, TRight, TOut}(Func{TKey, IEnumerable{TLeft}, IEnumerable{TRight}, IEnumerable{TOut}})"/>
    /// <param name="function">Called once for each key, on the executors.</param>
    /// <param name="output">The columns of the rows made, where TOut does not say them, as Row.</param>
    public DataFrame MapGroups<TKey, TLeft, TRight, TOut>(Func<TKey, IEnumerable<TLeft>, IEnumerable<TRight>, IEnumerable<TOut>> function, StructType output) =>
        Map(new RowCoGroupFunction<TKey, TLeft, TRight, TOut>(function, output), function);

    /// <summary>The rows that a C# function makes of both groups, each given as one Arrow batch of all columns.</summary>
    /// <param name="returnType">The columns of what it returns, which it must match by position and type.</param>
    /// <param name="func">Called once for each key, on the executors. What it captured travels with it.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    public DataFrame Apply(StructType returnType, Func<RecordBatch, RecordBatch, RecordBatch> func) => Map(new BatchCoGroupFunction(func, returnType), func);

    DataFrame Map(IGroupFunction function, Delegate written)
    {
        var message = FunctionMessage.Of(function, function.Output, EvalType.CoGroupMap, FunctionMessage.Name(written));
        return new(_left.Input.Session, Column.Attach(SparkSession.NewRelation(relation => relation.CoGroupMap = new()
        {
            Input = _left.Input.Relation,
            InputGroupingExpressions = { _left.Keys.Select(key => key.Expression) },
            Other = _right.Input.Relation,
            OtherGroupingExpressions = { _right.Keys.Select(key => key.Expression) },
            Func = message,
        }), [.. _left.Keys, .. _right.Keys]));
    }
}
