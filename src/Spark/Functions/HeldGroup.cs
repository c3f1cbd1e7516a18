using Apache.Arrow;
using DistributedML.Spark.Rows;

namespace DistributedML.Spark.Functions;

/// <summary>A group whose first batch is read ahead, for its key; its rows can be gone through once.</summary>
sealed class HeldGroup
{
    readonly GroupBatches _group;
    readonly IEnumerator<RecordBatch> _batches;
    readonly RecordBatch? _first;

    public HeldGroup(GroupBatches group)
    {
        _group = group;
        _batches = group.Batches.GetEnumerator();
        while (_first is not { Length: > 0 } && _batches.MoveNext()) _first = _batches.Current;
        if (_first is { Length: 0 }) _first = null;
    }

    public bool IsEmpty => _first is null;

    /// <summary>The key: of one column its value; of several a record, tuple or Row of them.</summary>
    public T Key<T>()
    {
        var keys = Batches.Choose(_first!, _group.Keys);
        return _group.Keys.Count == 1 && typeof(T) != typeof(Microsoft.Spark.Sql.Row)
            ? ColumnReader<T>.Open(keys.Column(0), keys.Schema.FieldsList[0].Name).Read(0)
            : RowReader<T>.Open(keys).Read(0);
    }

    public IEnumerable<T> Rows<T>() => TableRows.Read<T>(Batches.Choose(_group.Schema, _group.Values), All(), _group.FirstRow);

    IEnumerable<RecordBatch> All()
    {
        if (_first is null) yield break;
        yield return Batches.Choose(_first, _group.Values);
        while (_batches.MoveNext()) yield return Batches.Choose(_batches.Current, _group.Values);
    }
}
