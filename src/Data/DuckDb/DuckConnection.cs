using Apache.Arrow;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace DistributedML.Data.DuckDb;

/// <summary>A connection to a <see cref="DuckDatabase"/>; one query at a time.</summary>
public sealed class DuckConnection : IDisposable
{
    internal DuckConnection(DuckDBNativeConnection native) => Native = native;

    internal DuckDBNativeConnection Native { get; }

    /// <summary>Runs statements, separated by semicolons, and returns how many rows the last one changed.</summary>
    /// <exception cref="TableException">A statement is wrong or cannot be carried out.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public long Execute(string sql, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        using var stop = cancel.Register(Native.Interrupt);
        var state = Query.DuckDBQuery(Native, sql, out var result);
        try
        {
            if (state != DuckDBState.Success) throw DuckErrors.From(ref result, cancel);
            return Query.DuckDBRowsChanged(ref result);
        }
        finally
        {
            Query.DuckDBDestroyResult(ref result);
        }
    }

    /// <summary>Runs one query and returns its rows as they come, in batches of some thousand rows; they hold their own memory.</summary>
    /// <exception cref="TableException">The query is wrong or cannot be carried out.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public IEnumerable<RecordBatch> Read(string sql, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        using var stop = cancel.Register(Native.Interrupt);
        using var result = new ArrowResult(this, sql, cancel);
        while (result.Next() is { } batch) yield return batch;
    }

    /// <inheritdoc/>
    public void Dispose() => Native.Dispose();
}
