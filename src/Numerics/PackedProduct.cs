using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DistributedML.Numerics;

/// <summary>
/// C += factor·A·B in blocks that fit the caches: a block of B is packed into strips as wide as the kernel's tile and a block of A into
/// strips of its rows, so that the kernel reads both in order. Source: Goto and van de Geijn, TOMS 34 (2008); Van Zee and van de Geijn,
/// TOMS 41 (2015).
/// </summary>
static unsafe class PackedProduct
{
    const int Depth = 256;         // a strip of B, 256 by 8 doubles, takes half of a first-level cache of 32 KiB
    const int BlockRows = 96;      // a block of A takes 192 KiB of the second-level cache
    const int BlockColumns = 2_048; // a block of B takes 4 MiB of the third-level cache
    const int Alignment = 64;

    public static void Add<TKernel>(MatrixView c, double factor, MatrixView a, MatrixView b, bool lowerOnly)
        where TKernel : struct, IMicroKernel
    {
        int depth = Math.Min(Depth, a.Columns), columns = Up(Math.Min(BlockColumns, c.Columns), TKernel.Columns);
        var rows = Up(Math.Min(BlockRows, c.Rows), IMicroKernel.Rows);
        var spare = Alignment / sizeof(double);
        var packed = ArrayPool<double>.Shared.Rent(depth * (columns + rows) + 2 * spare);
        fixed (double* start = packed)
        fixed (double* pa = &MemoryMarshal.GetReference(a.Values), pb = &MemoryMarshal.GetReference(b.Values))
        fixed (double* pc = &MemoryMarshal.GetReference(c.Values))
        {
            var packedB = Align(start);
            var packedA = Align(packedB + depth * columns);
            for (var column = 0; column < c.Columns; column += BlockColumns)
                for (var k = 0; k < a.Columns; k += Depth)
                {
                    int width = Math.Min(BlockColumns, c.Columns - column), deep = Math.Min(Depth, a.Columns - k);
                    var fromB = pb + k * b.RowStride + column * b.ColumnStride;
                    Pack(fromB, b.ColumnStride, b.RowStride, width, deep, TKernel.Columns, packedB);
                    for (var row = 0; row < c.Rows; row += BlockRows)
                    {
                        var height = Math.Min(BlockRows, c.Rows - row);
                        if (lowerOnly && row + height <= column) continue;
                        var fromA = pa + row * a.RowStride + k * a.ColumnStride;
                        Pack(fromA, a.RowStride, a.ColumnStride, height, deep, IMicroKernel.Rows, packedA);
                        var below = lowerOnly ? row - column : int.MaxValue / 2;
                        var target = pc + row * c.RowStride + column;
                        AddBlock<TKernel>(packedA, packedB, deep, factor, target, c.RowStride, height, width, below);
                    }
                }
        }
        ArrayPool<double>.Shared.Return(packed);
    }

    /// <summary>Adds the product of two packed blocks. Row i of C takes its first i + 1 + <paramref name="below"/> columns.</summary>
    static void AddBlock<TKernel>(double* a, double* b, int depth, double factor, double* c, int stride, int rows, int columns, int below)
        where TKernel : struct, IMicroKernel
    {
        var tile = stackalloc double[IMicroKernel.Rows * TKernel.Columns];
        for (var column = 0; column < columns; column += TKernel.Columns)
            for (var row = 0; row < rows; row += IMicroKernel.Rows)
            {
                int height = Math.Min(IMicroKernel.Rows, rows - row), width = Math.Min(TKernel.Columns, columns - column);
                if (row + height + below <= column) continue;
                var target = c + row * stride + column;
                if (height == IMicroKernel.Rows && width == TKernel.Columns && row + below + 1 >= column + width)
                {
                    TKernel.Run(depth, a + row * depth, b + column * depth, factor, target, stride);
                    continue;
                }
                new Span<double>(tile, IMicroKernel.Rows * TKernel.Columns).Clear();
                TKernel.Run(depth, a + row * depth, b + column * depth, factor, tile, TKernel.Columns);
                for (var i = 0; i < height; i++)
                    for (var j = 0; j < Math.Min(width, row + i + below + 1 - column); j++)
                        target[i * stride + j] += tile[i * TKernel.Columns + j];
            }
    }

    /// <summary>
    /// Packs lines into strips; within a strip, the values of all its lines at one position after another. Missing lines are 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Pack(double* from, int lineStride, int stride, int lines, int depth, int strip, double* to)
    {
        for (var line = 0; line < lines; line += strip, from += strip * lineStride)
        {
            var count = Math.Min(strip, lines - line);
            if (count < strip) PackPart(from, lineStride, stride, count, depth, strip, to);
            else if (lineStride == 1)
                for (var k = 0; k < depth; k++)
                    for (var i = 0; i < strip; i += 2) Vector128.Load(from + k * stride + i).Store(to + k * strip + i);
            else if (strip == 6) Pack6(from, lineStride, stride, depth, to);
            else
                for (var half = 0; half < strip; half += 8) Pack8(from + half * lineStride, lineStride, stride, depth, strip, to + half);
            to += strip * depth;
        }
    }

    static void PackPart(double* from, int lineStride, int stride, int lines, int depth, int strip, double* to)
    {
        for (var k = 0; k < depth; k++, to += strip)
            for (var i = 0; i < strip; i++) to[i] = i < lines ? from[k * stride + i * lineStride] : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Pack6(double* from, int lineStride, int stride, int depth, double* to)
    {
        double* from3 = from + 3 * lineStride;
        for (var k = 0; k < depth; k++, from += stride, from3 += stride, to += 6)
        {
            to[0] = from[0];
            to[1] = from[lineStride];
            to[2] = from[2 * lineStride];
            to[3] = from3[0];
            to[4] = from3[lineStride];
            to[5] = from3[2 * lineStride];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Pack8(double* from, int lineStride, int stride, int depth, int strip, double* to)
    {
        double* from4 = from + 4 * lineStride;
        for (var k = 0; k < depth; k++, from += stride, from4 += stride, to += strip)
        {
            to[0] = from[0];
            to[1] = from[lineStride];
            to[2] = from[2 * lineStride];
            to[3] = from[3 * lineStride];
            to[4] = from4[0];
            to[5] = from4[lineStride];
            to[6] = from4[2 * lineStride];
            to[7] = from4[3 * lineStride];
        }
    }

    static int Up(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    static double* Align(double* pointer) => (double*)(((nint)pointer + Alignment - 1) & ~(nint)(Alignment - 1));
}
