using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace DistributedML.Numerics;

/// <summary>
/// Solves triangular systems of equations for many right sides, by halves, so that nearly all work is matrix products. n²·m/2
/// multiplications for n rows and m right sides. The triangle may be a transposed view; the other triangle is not read. A diagonal of 0
/// gives infinities and NaN. Source: Elmroth, Gustavson, Jonsson and Kågström, SIAM Review 46 (2004).
/// </summary>
public static class TriangularSystem
{
    const int Small = 16;

    /// <summary>Replaces B by the solution X of L·X = B.</summary>
    /// <param name="l">L, lower triangular.</param>
    /// <param name="b">The right sides, one a column; not transposed.</param>
    /// <param name="unitDiagonal">L's diagonal is 1 and is not read.</param>
    public static void SolveLower(MatrixView l, MatrixView b, bool unitDiagonal = false)
    {
        Check(l, b);
        if (l.Rows > Small)
        {
            int first = Half(l.Rows), second = l.Rows - first;
            MatrixView top = b.Block(0, 0, first, b.Columns), bottom = b.Block(first, 0, second, b.Columns);
            SolveLower(l.Block(0, 0, first, first), top, unitDiagonal);
            MatrixProduct.AddProduct(bottom, -1, l.Block(first, 0, second, first), top);
            SolveLower(l.Block(first, first, second, second), bottom, unitDiagonal);
            return;
        }
        for (var i = 0; i < l.Rows; i++)
        {
            for (var k = 0; k < i; k++) Kernels.AddScaled(b.Row(i), -l[i, k], b.Row(k));
            if (!unitDiagonal) TensorPrimitives.Divide(b.Row(i), l[i, i], b.Row(i));
        }
    }

    /// <summary>Replaces B by the solution X of U·X = B.</summary>
    /// <param name="u">U, upper triangular.</param>
    /// <param name="b">The right sides, one a column; not transposed.</param>
    public static void SolveUpper(MatrixView u, MatrixView b)
    {
        Check(u, b);
        if (u.Rows > Small)
        {
            int first = Half(u.Rows), second = u.Rows - first;
            MatrixView top = b.Block(0, 0, first, b.Columns), bottom = b.Block(first, 0, second, b.Columns);
            SolveUpper(u.Block(first, first, second, second), bottom);
            MatrixProduct.AddProduct(top, -1, u.Block(0, first, first, second), bottom);
            SolveUpper(u.Block(0, 0, first, first), top);
            return;
        }
        for (var i = u.Rows - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < u.Rows; k++) Kernels.AddScaled(b.Row(i), -u[i, k], b.Row(k));
            TensorPrimitives.Divide(b.Row(i), u[i, i], b.Row(i));
        }
    }

    /// <summary>Replaces B by the solution X of X·Lᵀ = B.</summary>
    internal static void SolveLowerTransposedRight(MatrixView l, MatrixView b)
    {
        if (l.Rows > Small)
        {
            int first = Half(l.Rows), second = l.Rows - first;
            MatrixView left = b.Block(0, 0, b.Rows, first), right = b.Block(0, first, b.Rows, second);
            SolveLowerTransposedRight(l.Block(0, 0, first, first), left);
            MatrixProduct.AddProduct(right, -1, left, l.Block(first, 0, second, first).Transposed);
            SolveLowerTransposedRight(l.Block(first, first, second, second), right);
            return;
        }
        SolveEightRowsAtOnce(l, b);
    }

    static void SolveEightRowsAtOnce(MatrixView l, MatrixView b)
    {
        const int width = 8;
        var n = l.Rows;
        Span<double> columns = stackalloc double[Small * width];   // a column of the rows after another
        Span<double> factors = stackalloc double[Small * Small];   // −L by columns, with one by the diagonal
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++) factors[j * n + i] = i == j ? 1 / l[i, i] : -l[i, j];
        for (var row = 0; row < b.Rows; row += width)
        {
            var count = Math.Min(width, b.Rows - row);
            for (var i = 0; i < count; i++)
            {
                var values = b.Row(row + i);
                for (var j = 0; j < values.Length; j++) columns[j * width + i] = values[j];
            }
            for (var j = 0; j < n; j++)
            {
                var factor = factors[j * n + j];
                var x0 = Vector256.Create<double>(columns[(j * width)..]) * factor;
                var x1 = Vector256.Create<double>(columns[(j * width + 4)..]) * factor;
                x0.CopyTo(columns[(j * width)..]);
                x1.CopyTo(columns[(j * width + 4)..]);
                for (var k = j + 1; k < n; k++)
                {
                    Span<double> left = columns.Slice(k * width, 4), right = columns.Slice(k * width + 4, 4);
                    var scale = Vector256.Create(factors[j * n + k]);
                    Vector256.MultiplyAddEstimate(scale, x0, Vector256.Create<double>(left)).CopyTo(left);
                    Vector256.MultiplyAddEstimate(scale, x1, Vector256.Create<double>(right)).CopyTo(right);
                }
            }
            for (var i = 0; i < count; i++)
            {
                var values = b.Row(row + i);
                for (var j = 0; j < values.Length; j++) values[j] = columns[j * width + i];
            }
        }
    }

    static void Check(MatrixView triangle, MatrixView b)
    {
        if (triangle.Rows != triangle.Columns || b.Rows != triangle.Rows)
            throw new ArgumentException($"a triangle of {triangle.Rows} by {triangle.Columns} does not fit {b.Rows} rows of right sides");
    }

    static int Half(int n) => Math.Max(8, n / 16 * 8);   // whole tiles
}
