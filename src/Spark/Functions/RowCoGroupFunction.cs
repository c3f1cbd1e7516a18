using Apache.Arrow;
using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function over a key and the rows of two tables that have it; one of them may have none.</summary>
sealed class RowCoGroupFunction<TKey, TLeft, TRight, TOut>(Func<TKey, IEnumerable<TLeft>, IEnumerable<TRight>, IEnumerable<TOut>> function, StructType output) : IGroupFunction
{
    [NonSerialized] RowWriter<TOut>? _writer;

    public StructType Output { get; } = output;

    public IEnumerable<RecordBatch> Run(GroupBatches group, GroupBatches? other, CancellationToken cancel)
    {
        var (left, right) = (new HeldGroup(group), new HeldGroup(other!));
        var key = left.IsEmpty ? right.Key<TKey>() : left.Key<TKey>();
        return TableRows.Write(_writer ??= new(Output), function(key, left.Rows<TLeft>(), right.Rows<TRight>()), cancel);
    }
}
