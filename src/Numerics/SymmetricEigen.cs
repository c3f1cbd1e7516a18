using System.Numerics.Tensors;

namespace DistributedML.Numerics;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix: A·v = λ·v. Reduction to tridiagonal form, then QL with implicit shifts. About 5n³
/// multiplications. Values are accurate to about 1e-16 of the largest one. Sources: Bowdler, Martin, Reinsch and Wilkinson, Numerische
/// Mathematik 11 (1968); Golub and Van Loan, Matrix Computations (2013), 8.3.
/// </summary>
public sealed class SymmetricEigen
{
    const int MaxSweeps = 60;   // for one value; two are usual

    SymmetricEigen(double[] values, Matrix vectors) => (Values, Vectors) = (values, vectors);

    /// <summary>The n eigenvalues, ascending.</summary>
    public double[] Values { get; }

    /// <summary>
    /// n by n: row k is the eigenvector of value k, of length 1. The rows are orthogonal; A = Vectorsᵀ·diag(Values)·Vectors.
    /// </summary>
    public Matrix Vectors { get; }

    /// <summary>Decomposes a symmetric matrix.</summary>
    /// <param name="a">n by n, of which only the lower triangle is read; it is copied.</param>
    /// <exception cref="ArgumentException">A is not square, or a value is not finite.</exception>
    public static SymmetricEigen Of(MatrixView a)
    {
        if (a.Rows != a.Columns) throw new ArgumentException($"a matrix of {a.Rows} by {a.Columns} is not symmetric", nameof(a));
        var n = a.Rows;
        var work = Matrix.Of(a);
        for (var i = 0; i < n; i++) work.Row(i)[(i + 1)..].Clear();   // not read: neither its size nor NaN there may count
        var scale = Scaling.ToUnit(work);
        double[] diagonal = new double[n], offDiagonal = new double[n];
        var reflectors = Tridiagonal.Reduce(work, diagonal, offDiagonal);
        var vectors = Matrix.Identity(n);
        Iterate(diagonal, offDiagonal, vectors);
        var order = Enumerable.Range(0, n).ToArray();
        Array.Sort(diagonal, order);
        var sorted = new Matrix(n, n);
        for (var i = 0; i < n; i++) vectors.Row(order[i]).CopyTo(sorted.Row(i));
        for (var i = reflectors.Count - 1; i >= 0; i--) reflectors[i].Apply(sorted.View.Transposed, transposed: false);
        TensorPrimitives.Multiply(diagonal, scale, diagonal);
        return new(diagonal, sorted);
    }

    /// <summary>QL with implicit shifts; e[i] stands between values i and i + 1.</summary>
    static void Iterate(Span<double> d, Span<double> e, MatrixView vectors)
    {
        var n = d.Length;
        var queue = new RotationQueue(vectors);
        for (var l = 0; l < n; l++)
            for (var sweep = 0; ; sweep++)
            {
                var m = l;
                while (m < n - 1 && Math.Abs(e[m]) > 1.1e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1]))) m++;
                if (m == l) break;
                if (sweep == MaxSweeps) throw new ArithmeticException($"eigenvalue {l} did not converge in {MaxSweeps} sweeps");
                Sweep(d, e, l, m, ref queue);
            }
        queue.Apply();
    }

    static void Sweep(Span<double> d, Span<double> e, int l, int m, ref RotationQueue queue)
    {
        var g = (d[l + 1] - d[l]) / (2 * e[l]);   // Wilkinson's shift
        g = d[m] - d[l] + e[l] / (g + Math.CopySign(double.Hypot(g, 1), g));
        double s = 1, c = 1, p = 0;
        queue.Start(m, -1);
        for (var i = m - 1; i >= l; i--)
        {
            double f = s * e[i], b = c * e[i];
            var r = Math.Sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r == 0)   // a value has split off in the middle
            {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            (s, c) = (f / r, g / r);
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            queue.Add(c, s);
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }
}
