using System.Numerics.Tensors;

namespace DistributedML.Numerics;

/// <summary>
/// Thin singular value decomposition of a matrix of any shape: A = Σ σₖ·uₖ·vₖᵀ. Reduction to bidiagonal form, for tall matrices that of
/// their R, then implicit QR. Values are accurate to about 1e-16 of the largest one. Sources: Golub and Reinsch, Numerische Mathematik 14
/// (1970); Chan, TOMS 8 (1982).
/// </summary>
public sealed class Svd
{
    const double Tall = 1.6;   // rows per column from which a QR decomposition first saves work, as in LAPACK

    Svd(Matrix left, double[] values, Matrix right) => (Left, Values, Right) = (left, values, right);

    /// <summary>The singular values, descending: as many as the smaller of m and n.</summary>
    public double[] Values { get; }

    /// <summary>Row k is the left singular vector uₖ, of m values and length 1. A = Leftᵀ·diag(Values)·Right.</summary>
    public Matrix Left { get; }

    /// <summary>Row k is the right singular vector vₖ, of n values and length 1.</summary>
    public Matrix Right { get; }

    /// <summary>The largest value by the smallest; infinity for singular matrices, 1 for empty ones.</summary>
    public double Condition => Values.Length == 0 ? 1 : Values[^1] == 0 ? double.PositiveInfinity : Values[0] / Values[^1];

    /// <summary>How many singular values are larger than rounding: 2.2e-16 · max(m, n) · the largest one.</summary>
    public int Rank => Values.Count(value => value > Tolerance);

    double Tolerance => Values.Length == 0 ? 0 : 2.2e-16 * Math.Max(Left.Columns, Right.Columns) * Values[0];

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="a">m by n; it is copied.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Svd Of(MatrixView a)
    {
        if (a.Rows < a.Columns)
        {
            var (right, transposedValues, left) = Decompose(Matrix.Of(a.Transposed));
            return new(left, transposedValues, right);
        }
        var (u, values, v) = Decompose(Matrix.Of(a));
        return new(u, values, v);
    }

    /// <summary>The x of least length among those with the least ‖A·x − b‖. Values at the rounding's level count as 0.</summary>
    /// <param name="b">m values.</param>
    /// <returns>n values.</returns>
    /// <exception cref="ArgumentException">b has another length.</exception>
    public double[] LeastSquares(ReadOnlySpan<double> b)
    {
        if (b.Length != Left.Columns) throw new ArgumentException($"{b.Length} values; expected {Left.Columns}", nameof(b));
        var x = new double[Right.Columns];
        for (var k = 0; k < Rank; k++) Kernels.AddScaled(x, Kernels.Dot(Left.Row(k), b) / Values[k], Right.Row(k));
        return x;
    }

    static (Matrix U, double[] Values, Matrix V) Decompose(Matrix a)
    {
        int m = a.Rows, n = a.Columns;
        var scale = Scaling.ToUnit(a);
        var tall = m > Tall * n && n > 0 ? Qr.Of(a) : null;
        var square = tall is null ? a : tall.R;
        double[] values = new double[n], offDiagonal = new double[n];
        var (lefts, rights) = Bidiagonal.Reduce(square, values, offDiagonal);
        Matrix u = new(n, m), v = Matrix.Identity(n);
        for (var i = 0; i < n; i++) u[i, i] = 1;
        BidiagonalQr.Iterate(values, offDiagonal, u.View.Block(0, 0, n, n), v);
        (u, v) = Sort(values, u, v);
        for (var i = lefts.Count - 1; i >= 0; i--) lefts[i].Apply(u.View.Block(0, 0, n, square.Rows).Transposed, transposed: false);
        for (var i = rights.Count - 1; i >= 0; i--) rights[i].Apply(v.View.Transposed, transposed: false);
        tall?.MultiplyQ(u.View.Transposed);
        TensorPrimitives.Multiply(values, scale, values);
        return (u, values, v);
    }

    /// <summary>Makes the values positive and descending.</summary>
    static (Matrix U, Matrix V) Sort(double[] values, Matrix u, Matrix v)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] >= 0) continue;
            values[i] = -values[i];
            TensorPrimitives.Negate(v.Row(i), v.Row(i));
        }
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(values, order);
        Array.Reverse(values);
        Array.Reverse(order);
        Matrix sortedU = new(u.Rows, u.Columns), sortedV = new(v.Rows, v.Columns);
        for (var i = 0; i < order.Length; i++)
        {
            u.Row(order[i]).CopyTo(sortedU.Row(i));
            v.Row(order[i]).CopyTo(sortedV.Row(i));
        }
        return (sortedU, sortedV);
    }
}
