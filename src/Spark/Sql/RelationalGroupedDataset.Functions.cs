using Apache.Arrow;
using DistributedML.Spark.Functions;
using Microsoft.Spark.Sql.Types;
using FxDataFrame = Microsoft.Data.Analysis.DataFrame;

namespace Microsoft.Spark.Sql;

public sealed partial class RelationalGroupedDataset
{
    /// <summary>The rows that a C# function makes of each group, given as a DataFrame of Microsoft.Data.Analysis.</summary>
    /// <param name="returnType">The columns of what it returns, which it must match by position and type.</param>
    /// <param name="func">Called once for each group, on the executors. What it captured travels with it.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    public DataFrame Apply(StructType returnType, Func<FxDataFrame, FxDataFrame> func) => Apply(new FxGroupFunction(func, returnType), func);

    /// <summary>The rows that a C# function makes of each group, given as one Arrow batch of all columns.</summary>
    /// <inheritdoc cref="Apply(StructType, Func{FxDataFrame, FxDataFrame})"/>
    public DataFrame Apply(StructType returnType, Func<RecordBatch, RecordBatch> func) => Apply(new BatchGroupFunction(func, returnType), func);

    /// <summary>The rows that a C# function makes of each key and the rows that have it.</summary>
    /// <typeparam name="TKey">The key: of one column its type; of several a record or tuple of them, or Row.</typeparam>
    /// <typeparam name="TIn">The rows' type: a record or class with members named as columns, a tuple, or Row.</typeparam>
    /// <typeparam name="TOut">The type of the rows made, whose members become the columns.</typeparam>
    /// <param name="function">Called once for each group, on the executors; reads its rows once, and may stop early. What it captured travels with it.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    public DataFrame MapGroups<TKey, TIn, TOut>(Func<TKey, IEnumerable<TIn>, IEnumerable<TOut>> function) => MapGroups(function, OutputSchema.Of(typeof(TOut)));

    /// <inheritdoc cref="MapGroups{TKey, TIn, TOut}(Func{TKey, IEnumerable{TIn}, IEnumerable{TOut}})"/>
    /// <param name="function">Called once for each group, on the executors.</param>
    /// <param name="output">The columns of the rows made, where TOut does not say them, as Row.</param>
    public DataFrame MapGroups<TKey, TIn, TOut>(Func<TKey, IEnumerable<TIn>, IEnumerable<TOut>> function, StructType output) =>
        Apply(new RowGroupFunction<TKey, TIn, TOut>(function, output), function);

    /// <summary>These groups beside those of another DataFrame with the same key.</summary>
    public CoGroupedDataset CoGroup(RelationalGroupedDataset other) => new(this, other);

    DataFrame Apply(IGroupFunction function, Delegate written)
    {
        var message = FunctionMessage.Of(function, function.Output, EvalType.GroupMap, FunctionMessage.Name(written));
        return new(Input.Session, Column.Attach(SparkSession.NewRelation(relation => relation.GroupMap = new()
        {
            Input = Input.Relation,
            GroupingExpressions = { Keys.Select(key => key.Expression) },
            Func = message,
        }), Keys));
    }
}
