using System.Runtime.CompilerServices;
using Apache.Arrow;
using Array = System.Array;

namespace DistributedML.Spark.Rows;

/// <summary>Bytes of a column that grow as values are appended, and become Arrow's without a copy.</summary>
sealed class GrowingBuffer
{
    const int FirstBytes = 1_024;

    byte[] _bytes = [];

    public int Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append<T>(T value) where T : unmanaged
    {
        if (_bytes.Length - Count < Unsafe.SizeOf<T>()) Grow(Unsafe.SizeOf<T>());
        Unsafe.WriteUnaligned(ref _bytes[Count], value);
        Count += Unsafe.SizeOf<T>();
    }

    /// <summary>Room for this many bytes more; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Count < bytes) Grow(bytes);
        return _bytes.AsSpan(Count);
    }

    public void Advance(int bytes) => Count += bytes;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Count += bytes.Length;
    }

    /// <summary>Appends one bit to bits, of which there are <paramref name="bits"/> so far.</summary>
    public void AppendBit(int bits, bool value)
    {
        if (bits % 8 == 0) Append((byte)0);
        if (value) _bytes[bits / 8] |= (byte)(1 << (bits % 8));
    }

    /// <summary>The bytes, which are Arrow's from now on; the buffer is empty again.</summary>
    public ArrowBuffer Take()
    {
        var buffer = new ArrowBuffer(_bytes.AsMemory(0, Count));
        (_bytes, Count) = ([], 0);
        return buffer;
    }

    public void Clear() => Count = 0;

    void Grow(int more)
    {
        var needed = checked(Count + more);
        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)needed, Math.Max(FirstBytes, _bytes.LongLength * 2))));
    }
}
