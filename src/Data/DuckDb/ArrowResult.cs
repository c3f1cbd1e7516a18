using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.C;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace DistributedML.Data.DuckDb;

/// <summary>A streaming query result, chunk by chunk as Arrow record batches, over the Arrow C data interface.</summary>
sealed unsafe class ArrowResult : IDisposable
{
    readonly CancellationToken _cancel;
    readonly DuckDBPreparedStatement? _owned;
    readonly DuckDBArrowOptions _options;
    readonly Schema _schema;
    DuckDBResult _result;

    /// <summary>Runs a query once.</summary>
    internal ArrowResult(DuckConnection connection, string sql, CancellationToken cancel) : this(Prepare(connection, sql, cancel), isOwned: true, cancel)
    {
    }

    /// <summary>Runs a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="isOwned">Whether it ends with the result.</param>
    /// <param name="cancel">Ends the run.</param>
    internal ArrowResult(DuckDBPreparedStatement statement, bool isOwned, CancellationToken cancel)
    {
        (_cancel, _owned) = (cancel, isOwned ? statement : null);
        if (PreparedStatements.DuckDBExecutePreparedStreaming(statement, out _result) != DuckDBState.Success)
        {
            var error = DuckErrors.From(ref _result, cancel);
            Query.DuckDBDestroyResult(ref _result);
            _owned?.Dispose();
            throw error;
        }
        _options = Arrow.DuckDBResultGetArrowOptions(ref _result);
        _schema = ReadSchema();
    }

    /// <summary>A statement, which the caller disposes.</summary>
    /// <exception cref="TableException">It is wrong.</exception>
    internal static DuckDBPreparedStatement Prepare(DuckConnection connection, string sql, CancellationToken cancel)
    {
        if (PreparedStatements.DuckDBPrepare(connection.Native, sql, out var statement) == DuckDBState.Success) return statement;
        using (statement) throw DuckErrors.From(PreparedStatements.DuckDBPrepareError(statement), DuckDBErrorType.Parser, cancel);
    }

    /// <summary>The next batch; null at the end.</summary>
    internal RecordBatch? Next()
    {
        using var chunk = StreamingResult.DuckDBStreamFetchChunk(_result);
        if (chunk.IsInvalid)
        {
            return Query.DuckDBResultError(ref _result) is { Length: > 0 } ? throw DuckErrors.From(ref _result, _cancel) : null;
        }
        if (DataChunks.DuckDBDataChunkGetSize(chunk) == 0) return null;
        var array = CArrowArray.Create();
        try
        {
            Throw(Arrow.DuckDBDataChunkToArrow(_options, chunk, (nint)array));
            return CArrowArrayImporter.ImportRecordBatch(array, _schema);
        }
        finally
        {
            CArrowArray.Free(array);
        }
    }

    public void Dispose()
    {
        _options.Dispose();
        Query.DuckDBDestroyResult(ref _result);
        _owned?.Dispose();
    }

    Schema ReadSchema()
    {
        var count = (int)Query.DuckDBColumnCount(ref _result);
        var types = new DuckDBLogicalType[count];
        var names = new nint[count];
        var schema = CArrowSchema.Create();
        try
        {
            for (var i = 0; i < count; i++)
            {
                types[i] = Query.DuckDBColumnLogicalType(ref _result, i);
                names[i] = Marshal.StringToCoTaskMemUTF8(Query.DuckDBColumnName(ref _result, i));
            }
            var handles = System.Array.ConvertAll(types, type => type.DangerousGetHandle());
            fixed (nint* handle = handles, name = names) Throw(Arrow.DuckDBToArrowSchema(_options, (nint)handle, (nint)name, (ulong)count, (nint)schema));
            return CArrowSchemaImporter.ImportSchema(schema);
        }
        finally
        {
            CArrowSchema.Free(schema);
            foreach (var name in names) Marshal.FreeCoTaskMem(name);
            foreach (var type in types) type?.Dispose();
        }
    }

    void Throw(DuckDBErrorData error)
    {
        using (error)
        {
            if (!error.IsInvalid && ErrorData.DuckDBErrorDataHasError(error))
                throw DuckErrors.From(ErrorData.DuckDBErrorDataMessage(error), ErrorData.DuckDBErrorDataErrorType(error), _cancel);
        }
    }
}
