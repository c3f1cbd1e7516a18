using System.Numerics.Tensors;

namespace DistributedML.Numerics;

/// <summary>
/// Reduces a symmetric matrix to tridiagonal form QᵀAQ, a block of columns at a time. 2n³/3 multiplications, half of them matrix products.
/// Source: Dongarra, Sorensen and Hammarling, Journal of Computational and Applied Mathematics 27 (1989); LAPACK's dsytrd and dlatrd.
/// </summary>
static class Tridiagonal
{
    const int Block = 36;   // a multiple of the product's tiles of 6 rows

    /// <summary>Reduces A, of which the lower triangle is read and destroyed.</summary>
    /// <returns>The reflections whose product is Q.</returns>
    public static List<BlockReflector> Reduce(MatrixView a, Span<double> diagonal, Span<double> offDiagonal)
    {
        var n = a.Rows;
        var reflectors = new List<BlockReflector>();
        for (var start = 0; start < n - 1; start += Block)
        {
            int count = Math.Min(Block, n - 1 - start), rest = n - start - count;
            var reflector = new BlockReflector(start + 1, count, n - start - 1);
            var w = new Matrix(count, n - start - 1);
            for (var i = 0; i < count; i++) (diagonal[start + i], offDiagonal[start + i]) = Column(a, reflector, w, start, i);
            MatrixView restV = reflector.V.View.Block(0, count - 1, count, rest), restW = w.View.Block(0, count - 1, count, rest);
            var trailing = a.Block(start + count, start + count, rest, rest);
            MatrixProduct.AddLowerProduct(trailing, -1, restV.Transposed, restW);
            MatrixProduct.AddLowerProduct(trailing, -1, restW.Transposed, restV);
            reflector.Complete();
            reflectors.Add(reflector);
        }
        if (n > 0) diagonal[n - 1] = a[n - 1, n - 1];
        return reflectors;
    }

    /// <summary>Brings one column up to date, reflects it, and computes the w of the update A − v·wᵀ − w·vᵀ.</summary>
    static (double Diagonal, double OffDiagonal) Column(MatrixView a, BlockReflector reflector, Matrix w, int start, int i)
    {
        int row = start + i, below = a.Rows - row - 1;
        var diagonal = a[row, row];
        var v = reflector.V.Row(i)[i..];
        for (var j = 0; j < below; j++) v[j] = a[row + 1 + j, row];
        for (var k = 0; k < i; k++)
        {
            Span<double> otherV = reflector.V.Row(k)[(i - 1)..], otherW = w.Row(k)[(i - 1)..];
            diagonal -= 2 * otherV[0] * otherW[0];
            Kernels.AddScaled(v, -otherW[0], otherV[1..]);
            Kernels.AddScaled(v, -otherV[0], otherW[1..]);
        }
        var (offDiagonal, scale) = Householder.Reflect(v);
        reflector.Scales[i] = scale;
        var target = w.Row(i)[i..];
        VectorProduct.Symmetric(a.Block(row + 1, row + 1, below, below), v, target);
        for (var k = 0; k < i; k++)
        {
            Span<double> otherV = reflector.V.Row(k)[i..], otherW = w.Row(k)[i..];
            double alongV = Kernels.Dot(otherV, v), alongW = Kernels.Dot(otherW, v);
            Kernels.AddScaled(target, -alongW, otherV);
            Kernels.AddScaled(target, -alongV, otherW);
        }
        TensorPrimitives.Multiply(target, scale, target);
        Kernels.AddScaled(target, -scale / 2 * Kernels.Dot(target, v), v);
        return (diagonal, offDiagonal);
    }
}
