using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DistributedML.Numerics;

/// <summary>
/// The inner loop of blocked matrix algorithms: C −= A·Bᵀ for a few rows of C at a time, where A and B have as many columns as the block is
/// wide. B is packed once and used for many rows. Register tile of 6 by 16 as in BLIS (Van Zee and van de Geijn, TOMS 2015).
/// </summary>
public static class PanelUpdate
{
    /// <summary>Rows of C that one update takes.</summary>
    public const int Rows = 6;

    /// <summary>Columns of C that one packed strip gives; B's rows come in multiples of it.</summary>
    public const int Columns = 16;

    /// <summary>Packs B: strips of <see cref="Columns"/> rows, within a strip one column of B after another.</summary>
    /// <param name="b">Rows of <paramref name="depth"/> values; their number is a multiple of <see cref="Columns"/>.</param>
    /// <param name="depth">How many columns B has.</param>
    /// <param name="packed">Where to; as long as B.</param>
    public static void Pack(ReadOnlySpan<float> b, int depth, Span<float> packed)
    {
        if (depth < 1 || b.Length % (depth * Columns) != 0) throw new ArgumentException($"{b.Length} values are no strips of {Columns} rows of {depth}", nameof(b));
        packed = packed[..b.Length];
        for (var strip = 0; strip < b.Length; strip += depth * Columns)
            for (var row = 0; row < Columns; row++)
            {
                var from = b.Slice(strip + row * depth, depth);
                for (var column = 0; column < depth; column++) packed[strip + column * Columns + row] = from[column];
            }
    }

    /// <summary>C −= A·Bᵀ for <see cref="Rows"/> rows of C and as many columns as the packed strips give.</summary>
    /// <param name="a">6 rows of <paramref name="depth"/> values.</param>
    /// <param name="packed">Strips as <see cref="Pack"/> makes them.</param>
    /// <param name="depth">How many columns A and B have.</param>
    /// <param name="c">C's first row, starting at the first column that changes; the other rows follow at the stride.</param>
    /// <param name="stride">Distance of C's rows.</param>
    public static unsafe void Subtract(ReadOnlySpan<float> a, ReadOnlySpan<float> packed, int depth, Span<float> c, int stride)
    {
        var strips = packed.Length / (depth * Columns);
        if (a.Length < Rows * depth) throw new ArgumentException($"{a.Length} values; expected {Rows} rows of {depth}", nameof(a));
        if (c.Length < (Rows - 1) * stride + strips * Columns) throw new ArgumentException($"{c.Length} values; expected 6 rows of {strips * Columns} at distance {stride}", nameof(c));
        fixed (float* left = a, right = packed, target = c)
            for (var strip = 0; strip < strips; strip++)
                Tile(left, right + strip * depth * Columns, depth, target + strip * Columns, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static unsafe void Tile(float* a, float* b, int depth, float* c, int stride)
    {
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        for (var k = 0; k < depth; k++, b += Columns)
        {
            Vector256<float> b0 = Vector256.Load(b), b1 = Vector256.Load(b + 8);
            var x = Vector256.Create(a[k]);
            c00 = Vector256.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector256.MultiplyAddEstimate(x, b1, c01);
            x = Vector256.Create(a[k + depth]);
            c10 = Vector256.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector256.MultiplyAddEstimate(x, b1, c11);
            x = Vector256.Create(a[k + 2 * depth]);
            c20 = Vector256.MultiplyAddEstimate(x, b0, c20);
            c21 = Vector256.MultiplyAddEstimate(x, b1, c21);
            x = Vector256.Create(a[k + 3 * depth]);
            c30 = Vector256.MultiplyAddEstimate(x, b0, c30);
            c31 = Vector256.MultiplyAddEstimate(x, b1, c31);
            x = Vector256.Create(a[k + 4 * depth]);
            c40 = Vector256.MultiplyAddEstimate(x, b0, c40);
            c41 = Vector256.MultiplyAddEstimate(x, b1, c41);
            x = Vector256.Create(a[k + 5 * depth]);
            c50 = Vector256.MultiplyAddEstimate(x, b0, c50);
            c51 = Vector256.MultiplyAddEstimate(x, b1, c51);
        }
        Take(c, c00, c01);
        Take(c + stride, c10, c11);
        Take(c + 2 * stride, c20, c21);
        Take(c + 3 * stride, c30, c31);
        Take(c + 4 * stride, c40, c41);
        Take(c + 5 * stride, c50, c51);
    }

    static unsafe void Take(float* c, Vector256<float> first, Vector256<float> second)
    {
        (Vector256.Load(c) - first).Store(c);
        (Vector256.Load(c + 8) - second).Store(c + 8);
    }
}
