using System.Numerics.Tensors;

namespace DistributedML.Numerics;

/// <summary>
/// Reduces a matrix of m by n, m ≥ n, to upper bidiagonal form QᵀAP, a block of columns and rows at a time. 2n²·(m − n/3)
/// multiplications, half of them matrix products. Source: Dongarra, Sorensen and Hammarling, Journal of Computational and Applied
/// Mathematics 27 (1989); LAPACK's dgebrd and dlabrd.
/// </summary>
static class Bidiagonal
{
    const int Block = 36;   // a multiple of the product's tiles of 6 rows

    /// <summary>Reduces A, which is destroyed.</summary>
    /// <returns>The reflections whose products are Q and P.</returns>
    public static (List<BlockReflector> Left, List<BlockReflector> Right) Reduce(
        MatrixView a, Span<double> diagonal, Span<double> offDiagonal)
    {
        List<BlockReflector> lefts = [], rights = [];
        for (var start = 0; start < a.Columns; start += Block)
        {
            int count = Math.Min(Block, a.Columns - start), rows = a.Rows - start, columns = a.Columns - start;
            var left = new BlockReflector(start, count, rows);
            var right = new BlockReflector(start + 1, count, columns - 1);
            Matrix x = new(count, rows), y = new(count, columns);
            for (var i = 0; i < count; i++)
            {
                diagonal[start + i] = Column(a, left, right.V, x, y, start, i);
                if (start + i < a.Columns - 1) offDiagonal[start + i] = Row(a, left.V, right, x, y, start, i);
            }
            int restRows = rows - count, restColumns = columns - count;
            if (restColumns > 0)
            {
                var trailing = a.Block(start + count, start + count, restRows, restColumns);
                MatrixProduct.AddProduct(
                    trailing, -1, left.V.View.Block(0, count, count, restRows).Transposed, y.View.Block(0, count, count, restColumns));
                MatrixProduct.AddProduct(
                    trailing, -1, x.View.Block(0, count, count, restRows).Transposed, right.V.View.Block(0, count - 1, count, restColumns));
            }
            left.Complete();
            right.Complete();
            lefts.Add(left);
            rights.Add(right);
        }
        return (lefts, rights);
    }

    /// <summary>Brings a column up to date, reflects it, and computes the y of the update A − v·yᵀ.</summary>
    static double Column(MatrixView a, BlockReflector left, Matrix u, Matrix x, Matrix y, int start, int i)
    {
        int at = start + i, rows = a.Rows - at, columns = a.Columns - at - 1;
        var v = left.V.Row(i)[i..];
        for (var j = 0; j < rows; j++) v[j] = a[at + j, at];
        for (var k = 0; k < i; k++)
        {
            Kernels.AddScaled(v, -y[k, i], left.V.Row(k)[i..]);
            Kernels.AddScaled(v, -u[k, i - 1], x.Row(k)[i..]);
        }
        var (diagonal, scale) = Householder.Reflect(v);
        left.Scales[i] = scale;
        if (columns == 0) return diagonal;
        var target = y.Row(i)[(i + 1)..];
        VectorProduct.AddRows(a.Block(at, at + 1, rows, columns), v, target);
        for (var k = 0; k < i; k++)
        {
            Kernels.AddScaled(target, -Kernels.Dot(v, left.V.Row(k)[i..]), y.Row(k)[(i + 1)..]);
            Kernels.AddScaled(target, -Kernels.Dot(v, x.Row(k)[i..]), u.Row(k)[i..]);
        }
        TensorPrimitives.Multiply(target, scale, target);
        return diagonal;
    }

    /// <summary>Brings a row up to date, reflects it, and computes the x of the update A − x·uᵀ.</summary>
    static double Row(MatrixView a, Matrix v, BlockReflector right, Matrix x, Matrix y, int start, int i)
    {
        int at = start + i, rows = a.Rows - at - 1, columns = a.Columns - at - 1;
        var u = right.V.Row(i)[i..];
        a.Row(at)[(at + 1)..].CopyTo(u);
        for (var k = 0; k <= i; k++) Kernels.AddScaled(u, -v[k, i], y.Row(k)[(i + 1)..]);
        for (var k = 0; k < i; k++) Kernels.AddScaled(u, -x[k, i], right.V.Row(k)[i..]);
        var (offDiagonal, scale) = Householder.Reflect(u);
        right.Scales[i] = scale;
        var target = x.Row(i)[(i + 1)..];
        VectorProduct.Dots(a.Block(at + 1, at + 1, rows, columns), u, target);
        for (var k = 0; k <= i; k++) Kernels.AddScaled(target, -Kernels.Dot(u, y.Row(k)[(i + 1)..]), v.Row(k)[(i + 1)..]);
        for (var k = 0; k < i; k++) Kernels.AddScaled(target, -Kernels.Dot(u, right.V.Row(k)[i..]), x.Row(k)[(i + 1)..]);
        TensorPrimitives.Multiply(target, scale, target);
        return offDiagonal;
    }
}
