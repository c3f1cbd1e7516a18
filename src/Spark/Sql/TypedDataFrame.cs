using DistributedML.Spark.Connect;

namespace Microsoft.Spark.Sql;

/// <summary>
/// A DataFrame whose rows are read as values of T. A column that T does not have is left out; a member that has no column, a column whose type would lose
/// something, and a null where T holds none are errors that name column and row.
/// </summary>
public sealed class TypedDataFrame<T> : IAsyncEnumerable<T>
{
    readonly DataFrame _frame;

    internal TypedDataFrame(DataFrame frame) => _frame = frame;

    /// <summary>The DataFrame itself.</summary>
    public DataFrame ToDF() => _frame;

    /// <summary>All rows, in memory.</summary>
    public IReadOnlyList<T> Collect() => Blocking.Wait(() => ToListAsync());

    /// <summary>All rows, one batch in memory at a time.</summary>
    public IAsyncEnumerable<T> CollectAsync(CancellationToken cancel = default) => _frame.StreamAsync<T>(cancel);

    /// <summary>All rows, in memory.</summary>
    public async Task<IReadOnlyList<T>> ToListAsync(CancellationToken cancel = default) => await _frame.ToListAsync<T>(cancel).ConfigureAwait(false);

    /// <summary>The first row.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T First() => Blocking.Wait(() => FirstAsync());

    /// <inheritdoc cref="First"/>
    public async Task<T> FirstAsync(CancellationToken cancel = default) =>
        (await _frame.Limit(1).ToListAsync<T>(cancel).ConfigureAwait(false)) is [var row] ? row : throw new InvalidOperationException("The DataFrame has no rows");

    /// <summary>The first rows, at most <paramref name="n"/>.</summary>
    public IReadOnlyList<T> Take(int n) => Blocking.Wait(() => TakeAsync(n));

    /// <inheritdoc cref="Take"/>
    public async Task<IReadOnlyList<T>> TakeAsync(int n, CancellationToken cancel = default) => await _frame.Limit(n).ToListAsync<T>(cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => CollectAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
}
