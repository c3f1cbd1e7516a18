using System.Runtime.CompilerServices;
using Apache.Arrow;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace DistributedML.Data.DuckDb;

/// <summary>
/// Appends rows to a table through DuckDB's vectors, some 50 ns a value. Rows are in the table once <see cref="Complete"/> has run. One thread; several writers on connections of their own may fill one table.
/// </summary>
public sealed unsafe class DuckTableWriter : TableWriter, IDisposable
{
    const int InlineLength = 12;   // DuckDB keeps texts up to this length within the vector

    readonly DuckDBAppender _appender;
    readonly DuckDBDataChunk _chunk;
    readonly nint[] _vectors;
    readonly nint[] _values;
    readonly nint[] _validities;
    readonly int _capacity = (int)Helpers.DuckDBVectorSize();
    int _row;

    /// <summary>Opens a table for appending.</summary>
    /// <param name="connection">The connection; not used by others meanwhile.</param>
    /// <param name="table">The table, which is there.</param>
    /// <param name="columns">Its columns: string, int64, int32, double, bool, timestamp in microseconds or date32.</param>
    public DuckTableWriter(DuckConnection connection, string table, Schema columns)
    {
        if (Appender.DuckDBAppenderCreate(connection.Native, null!, table, out _appender) != DuckDBState.Success)
            throw new TableException($"table '{table}' cannot be appended to");
        var types = columns.FieldsList.Select(field => LogicalType.DuckDBCreateLogicalType(TableType.Of(field.DataType).Native)).ToArray();
        _chunk = DataChunks.DuckDBCreateDataChunk(System.Array.ConvertAll(types, type => type.DangerousGetHandle()), (ulong)types.Length);
        foreach (var type in types) type.Dispose();
        _vectors = new nint[types.Length];
        _values = new nint[types.Length];
        _validities = new nint[types.Length];
        Reset();
    }

    /// <summary>SQL that makes an empty table with these columns.</summary>
    public static string CreateSql(string table, Schema columns) =>
        $"create or replace table {table} ({string.Join(", ", columns.FieldsList.Select(field => $"{SqlText.Name(field.Name)} {TableType.Of(field.DataType).Sql}"))})";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SetText(int column, ReadOnlySpan<byte> text)
    {
        if (text.Length <= InlineLength)
        {
            var value = new Span<byte>((byte*)_values[column] + 16 * _row, 16);
            value.Clear();
            Unsafe.WriteUnaligned(ref value[0], text.Length);
            text.CopyTo(value[4..]);
        }
        else
        {
            fixed (byte* bytes = text) Vectors.DuckDBUnsafeVectorAssignStringElementLength(_vectors[column], (ulong)_row, bytes, text.Length);
        }
        SetValid(column);
    }

    /// <inheritdoc/>
    public override void SetInteger(int column, long value) => Set(column, value);

    /// <inheritdoc/>
    public override void SetShortInteger(int column, int value) => Set(column, value);

    /// <inheritdoc/>
    public override void SetDouble(int column, double value) => Set(column, value);

    /// <inheritdoc/>
    public override void SetBoolean(int column, bool value) => Set(column, value);

    /// <inheritdoc/>
    public override void EndRow()
    {
        if (++_row == _capacity) Flush();
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

    void Set<T>(int column, T value) where T : unmanaged
    {
        ((T*)_values[column])[_row] = value;
        SetValid(column);
    }

    void SetValid(int column) => ((ulong*)_validities[column])[_row >> 6] |= 1UL << (_row & 63);

    void Flush()
    {
        if (_row == 0) return;
        DataChunks.DuckDBDataChunkSetSize(_chunk, (ulong)_row);
        Throw(Appender.DuckDBAppendDataChunk(_appender, _chunk));
        DataChunks.DuckDBDataChunkReset(_chunk);
        Reset();
    }

    void Reset()
    {
        _row = 0;
        for (var column = 0; column < _vectors.Length; column++)
        {
            var vector = _vectors[column] = DataChunks.DuckDBDataChunkGetVector(_chunk, column);
            _values[column] = (nint)Vectors.DuckDBVectorGetData(vector);
            Vectors.DuckDBVectorEnsureValidityWritable(vector);
            _validities[column] = (nint)Vectors.DuckDBVectorGetValidity(vector);
            new Span<ulong>((void*)_validities[column], _capacity / 64).Clear();
        }
    }

    void Throw(DuckDBState state)
    {
        if (state == DuckDBState.Success) return;
        using var error = Appender.DuckDBAppenderErrorData(_appender);
        throw DuckErrors.From(ErrorData.DuckDBErrorDataMessage(error), ErrorData.DuckDBErrorDataErrorType(error), default);
    }
}
