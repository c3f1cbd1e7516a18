using Apache.Arrow;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace DistributedML.Data.DuckDb;

/// <summary>
/// Appends rows to a table. Rows are in the table once <see cref="Complete"/> has run. One thread; several writers on connections of their own may fill
/// one table.
/// </summary>
public sealed class DuckTableWriter : DuckChunkWriter, IDisposable
{
    readonly DuckDBAppender _appender;
    readonly DuckDBDataChunk _chunk;

    /// <summary>Opens a table for appending.</summary>
    /// <param name="connection">The connection; not used by others meanwhile.</param>
    /// <param name="table">The table, which is there.</param>
    /// <param name="columns">Its columns: string, int64, int32, double, bool, timestamp in microseconds or date32.</param>
    public DuckTableWriter(DuckConnection connection, string table, Schema columns) : base(columns.FieldsList.Count)
    {
        if (Appender.DuckDBAppenderCreate(connection.Native, null!, table, out _appender) != DuckDBState.Success)
            throw new TableException($"table '{table}' cannot be appended to");
        var types = columns.FieldsList.Select(field => LogicalType.DuckDBCreateLogicalType(TableType.Of(field.DataType).Native)).ToArray();
        _chunk = DataChunks.DuckDBCreateDataChunk(System.Array.ConvertAll(types, type => type.DangerousGetHandle()), (ulong)types.Length);
        foreach (var type in types) type.Dispose();
        Begin(_chunk);
    }

    /// <summary>SQL that makes an empty table with these columns.</summary>
    public static string CreateSql(string table, Schema columns) =>
        $"create or replace table {table} ({string.Join(", ", columns.FieldsList.Select(field => $"{SqlText.Name(field.Name)} {TableType.Of(field.DataType).Sql}"))})";

    /// <inheritdoc/>
    public override void EndRow()
    {
        if (++Row == Capacity) Flush();
    }

    /// <summary>Puts all rows into the table.</summary>
    public void Complete()
    {
        Flush();
        Throw(Appender.DuckDBAppenderFlush(_appender));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _chunk.Dispose();
        _appender.Dispose();
    }

    void Flush()
    {
        if (Row == 0) return;
        DataChunks.DuckDBDataChunkSetSize(_chunk, (ulong)Row);
        Throw(Appender.DuckDBAppendDataChunk(_appender, _chunk));
        DataChunks.DuckDBDataChunkReset(_chunk);
        Begin(_chunk);
    }

    void Throw(DuckDBState state)
    {
        if (state == DuckDBState.Success) return;
        using var error = Appender.DuckDBAppenderErrorData(_appender);
        throw DuckErrors.From(ErrorData.DuckDBErrorDataMessage(error), ErrorData.DuckDBErrorDataErrorType(error), default);
    }
}
