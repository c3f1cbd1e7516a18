using System.Runtime.CompilerServices;
using Apache.Arrow;
using DistributedML.Spark.Connect.Protocol;
using DistributedML.Spark.Rows;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>All rows, in memory.</summary>
    public IEnumerable<Row> Collect() => Wait(() => ToListAsync<Row>(default));

    /// <summary>All rows, one batch in memory at a time: they can be read while Spark still computes.</summary>
    public IAsyncEnumerable<Row> CollectAsync(CancellationToken cancel = default) => StreamAsync<Row>(cancel);

    /// <summary>All rows as Arrow batches, as they arrive.</summary>
    public IAsyncEnumerable<RecordBatch> CollectArrow(CancellationToken cancel = default) => new ResultBatches(Session.Client, Relation).ReadAsync(cancel);

    /// <summary>How many rows there are.</summary>
    public long Count() => Wait(() => CountAsync());

    /// <inheritdoc cref="Count"/>
    public async Task<long> CountAsync(CancellationToken cancel = default) => (await GroupBy().Count().ToListAsync<long>(cancel).ConfigureAwait(false))[0];

    /// <summary>Whether there is no row.</summary>
    public bool IsEmpty() => Wait(() => IsEmptyAsync());

    /// <inheritdoc cref="IsEmpty"/>
    public async Task<bool> IsEmptyAsync(CancellationToken cancel = default)
    {
        // Without columns there is less to compute.
        var any = Derive(relation => relation.Project = new Project { Input = Relation }).Limit(1);
        await foreach (var batch in any.CollectArrow(cancel).ConfigureAwait(false))
        {
            if (batch.Length > 0) return false;
        }
        return true;
    }

    /// <summary>The first rows, at most <paramref name="n"/>.</summary>
    public IEnumerable<Row> Head(int n) => Take(n);

    /// <summary>The first row.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Row Head() => First();

    /// <summary>The first row.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Row First() => Wait(() => FirstAsync());

    /// <inheritdoc cref="First"/>
    public async Task<Row> FirstAsync(CancellationToken cancel = default) =>
        (await Limit(1).ToListAsync<Row>(cancel).ConfigureAwait(false)) is [var row] ? row : throw new InvalidOperationException("The DataFrame has no rows");

    /// <summary>The first rows, at most <paramref name="n"/>.</summary>
    public IEnumerable<Row> Take(int n) => Wait(() => TakeAsync(n));

    /// <inheritdoc cref="Take"/>
    public async Task<IReadOnlyList<Row>> TakeAsync(int n, CancellationToken cancel = default) => await Limit(n).ToListAsync<Row>(cancel).ConfigureAwait(false);

    /// <summary>The last rows, at most <paramref name="n"/>, in their order.</summary>
    public IEnumerable<Row> Tail(int n) => Wait(() => TailAsync(n));

    /// <inheritdoc cref="Tail"/>
    public async Task<IReadOnlyList<Row>> TailAsync(int n, CancellationToken cancel = default) =>
        await Derive(relation => relation.Tail = new Tail { Input = Relation, Limit = n }).ToListAsync<Row>(cancel).ConfigureAwait(false);

    /// <summary>All rows, one batch in memory at a time.</summary>
    public IEnumerable<Row> ToLocalIterator() => BlockingRows.Of(new ResultBatches(Session.Client, Relation).ReadRowsAsync<Row>(default));

    /// <summary>All rows, one batch in memory at a time; the server computes ahead whatever <paramref name="prefetchPartitions"/> says.</summary>
    public IEnumerable<Row> ToLocalIterator(bool prefetchPartitions) => ToLocalIterator();

    /// <summary>
    /// The rows as values of T: a record or class, whose properties take the columns of their names; a tuple, which takes them by position; or, of one column, the type
    /// of its values. That the columns do not fit is said when rows are asked for.
    /// </summary>
    public TypedDataFrame<T> As<T>() => new(this);

    internal async IAsyncEnumerable<T> StreamAsync<T>([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var rows in new ResultBatches(Session.Client, Relation).ReadRowsAsync<T>(cancel).ConfigureAwait(false))
        {
            for (var i = 0; i < rows.Length; i++) yield return rows.Read(i);
        }
    }

    internal async Task<List<T>> ToListAsync<T>(CancellationToken cancel)
    {
        var list = new List<T>();
        await foreach (var rows in new ResultBatches(Session.Client, Relation).ReadRowsAsync<T>(cancel).ConfigureAwait(false))
        {
            list.EnsureCapacity(list.Count + rows.Length);
            for (var i = 0; i < rows.Length; i++) list.Add(rows.Read(i));
        }
        return list;
    }
}
