using Apache.Arrow;
using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function over a key and the rows that have it.</summary>
sealed class RowGroupFunction<TKey, TIn, TOut>(Func<TKey, IEnumerable<TIn>, IEnumerable<TOut>> function, StructType output) : IGroupFunction
{
    [NonSerialized] RowWriter<TOut>? _writer;

    public StructType Output { get; } = output;

    public IEnumerable<RecordBatch> Run(GroupBatches group, GroupBatches? other, CancellationToken cancel)
    {
        var held = new HeldGroup(group);
        return TableRows.Write(_writer ??= new(Output), function(held.Key<TKey>(), held.Rows<TIn>()), cancel);
    }
}
