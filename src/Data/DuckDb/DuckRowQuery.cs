using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace DistributedML.Data.DuckDb;

/// <summary>
/// A query over rows that the caller hands in, prepared once and run again and again: a run takes some 0.1 ms, where filling a table and planning a query
/// take ten times as long. One thread.
/// </summary>
public sealed unsafe class DuckRowQuery : DuckChunkWriter, IDisposable
{
    static long _made;

    readonly TableType[] _types;
    readonly string[] _names;
    readonly GCHandle _self;
    readonly DuckDBPreparedStatement _statement;
    Action<TableWriter>? _fill;
    ExceptionDispatchInfo? _failure;

    /// <summary>Prepares a query.</summary>
    /// <param name="connection">The connection, which lives as long as the query; not used by others meanwhile.</param>
    /// <param name="columns">The rows' columns.</param>
    /// <param name="sql">The query's text, from what stands for the rows in FROM.</param>
    /// <exception cref="TableException">The query is wrong.</exception>
    public DuckRowQuery(DuckConnection connection, Schema columns, Func<string, string> sql) : base(columns.FieldsList.Count)
    {
        _names = [.. columns.FieldsList.Select(field => field.Name)];
        _types = [.. columns.FieldsList.Select(field => TableType.Of(field.DataType))];
        _self = GCHandle.Alloc(this, GCHandleType.Weak);   // the function stays in the database when the query is gone
        var name = $"etl_rows_{Interlocked.Increment(ref _made)}";
        var function = TableFunction.DuckDBCreateTableFunction();
        try
        {
            TableFunction.DuckDBTableFunctionSetName(function, name);
            TableFunction.DuckDBTableFunctionSetExtraInfo(function, GCHandle.ToIntPtr(_self), null);
            TableFunction.DuckDBTableFunctionSetBind(function, &Bind);
            TableFunction.DuckDBTableFunctionSetInit(function, &Init);
            TableFunction.DuckDBTableFunctionSetFunction(function, &Read);
            if (TableFunction.DuckDBRegisterTableFunction(connection.Native, function) != DuckDBState.Success) throw new TableException($"function '{name}' cannot be registered");
        }
        finally
        {
            TableFunction.DuckDBDestroyTableFunction(ref function);
        }
        _statement = ArrowResult.Prepare(connection, sql($"{name}()"), default);
    }

    /// <summary>Runs the query over rows. The result's batches hold their own memory.</summary>
    /// <param name="fill">Writes the rows, at most <see cref="DuckChunkWriter.Capacity"/>.</param>
    /// <exception cref="TableException">The query cannot be carried out.</exception>
    public IReadOnlyList<RecordBatch> Run(Action<TableWriter> fill)
    {
        (_fill, _failure) = (fill, null);
        try
        {
            var batches = new List<RecordBatch>(1);
            using var result = new ArrowResult(_statement, isOwned: false, default);
            while (result.Next() is { } batch) batches.Add(batch);
            return batches;
        }
        catch (TableException) when (_failure is not null)
        {
            _failure.Throw();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void EndRow()
    {
        if (++Row > Capacity) throw new InvalidOperationException($"more than {Capacity} rows");
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    static DuckRowQuery? Of(nint handle) => (DuckRowQuery?)GCHandle.FromIntPtr(handle).Target;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Bind(nint info)
    {
        if (Of(TableFunction.DuckDBBindGetExtraInfo(info)) is not { } query) return;
        for (var i = 0; i < query._names.Length; i++)
        {
            using var type = LogicalType.DuckDBCreateLogicalType(query._types[i].Native);
            TableFunction.DuckDBBindAddResultColumn(info, query._names[i], type);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Init(nint info)
    {
    }

    // Called until it leaves the chunk empty.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Read(nint info, nint output)
    {
        if (Of(TableFunction.DuckDBFunctionGetExtraInfo(info)) is not { } query) return;
        using var chunk = new DuckDBDataChunk(output);
        DataChunks.DuckDBDataChunkSetSize(chunk, query.Fill(chunk, info));
    }

    ulong Fill(DuckDBDataChunk chunk, nint info)
    {
        if (_fill is not { } fill) return 0;
        _fill = null;
        try
        {
            Begin(chunk);
            fill(this);
            return (ulong)Row;
        }
        catch (Exception error)
        {
            _failure = ExceptionDispatchInfo.Capture(error);
            TableFunction.DuckDBFunctionSetError(info, error.Message);
            return 0;
        }
    }
}
