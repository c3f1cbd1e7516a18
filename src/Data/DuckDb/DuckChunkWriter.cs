using System.Runtime.CompilerServices;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace DistributedML.Data.DuckDb;

/// <summary>Writes rows into the vectors of one of DuckDB's chunks, some 50 ns a value. One thread.</summary>
public abstract unsafe class DuckChunkWriter : TableWriter
{
    const int InlineLength = 12;   // DuckDB keeps texts up to this length within the vector

    readonly nint[] _vectors;
    readonly nint[] _values;
    readonly nint[] _validities;

    /// <summary>A writer of chunks with so many columns.</summary>
    private protected DuckChunkWriter(int columns) => (_vectors, _values, _validities) = (new nint[columns], new nint[columns], new nint[columns]);

    /// <summary>The rows that a chunk has room for.</summary>
    public static int Capacity { get; } = (int)Helpers.DuckDBVectorSize();

    /// <summary>Rows in the chunk.</summary>
    private protected int Row { get; set; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SetText(int column, ReadOnlySpan<byte> text)
    {
        if (text.Length <= InlineLength)
        {
            var value = new Span<byte>((byte*)_values[column] + 16 * Row, 16);
            value.Clear();
            Unsafe.WriteUnaligned(ref value[0], text.Length);
            text.CopyTo(value[4..]);
        }
        else
        {
            fixed (byte* bytes = text) Vectors.DuckDBUnsafeVectorAssignStringElementLength(_vectors[column], (ulong)Row, bytes, text.Length);
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

    /// <summary>Goes to an empty chunk: all of its values are null.</summary>
    private protected void Begin(DuckDBDataChunk chunk)
    {
        Row = 0;
        for (var column = 0; column < _vectors.Length; column++)
        {
            var vector = _vectors[column] = DataChunks.DuckDBDataChunkGetVector(chunk, column);
            _values[column] = (nint)Vectors.DuckDBVectorGetData(vector);
            Vectors.DuckDBVectorEnsureValidityWritable(vector);
            _validities[column] = (nint)Vectors.DuckDBVectorGetValidity(vector);
            new Span<ulong>((void*)_validities[column], Capacity / 64).Clear();
        }
    }

    void Set<T>(int column, T value) where T : unmanaged
    {
        ((T*)_values[column])[Row] = value;
        SetValid(column);
    }

    void SetValid(int column) => ((ulong*)_validities[column])[Row >> 6] |= 1UL << (Row & 63);
}
