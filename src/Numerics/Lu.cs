using System.Buffers;
using System.Numerics.Tensors;

namespace DistributedML.Numerics;

/// <summary>
/// LU decomposition PA = LU of a square matrix with partial pivoting, by halves, so that nearly all work is matrix products. n³/3
/// multiplications. Source: Toledo, SIAM Journal on Matrix Analysis 18 (1997).
/// </summary>
public sealed class Lu
{
    const int PanelColumns = 16;

    readonly Matrix _factors;   // U, and below its diagonal L without its ones
    readonly int[] _pivots;     // step i exchanged rows i and _pivots[i]

    Lu(Matrix factors, int[] pivots) => (_factors, _pivots) = (factors, pivots);

    /// <summary>How many rows.</summary>
    public int Size => _pivots.Length;

    /// <summary>The determinant; 0 when the matrix is singular.</summary>
    public double Determinant
    {
        get
        {
            var product = 1.0;
            for (var i = 0; i < Size; i++) product *= _pivots[i] == i ? _factors[i, i] : -_factors[i, i];
            return product;
        }
    }

    /// <summary>Decomposes a matrix, singular ones too.</summary>
    /// <param name="a">n by n; it is copied.</param>
    /// <exception cref="ArgumentException">A is not square.</exception>
    public static Lu Of(MatrixView a)
    {
        if (a.Rows != a.Columns) throw new ArgumentException($"a matrix of {a.Rows} by {a.Columns} is not square", nameof(a));
        var factors = Matrix.Of(a);
        var pivots = new int[a.Rows];
        Factor(factors, pivots);
        return new(factors, pivots);
    }

    /// <summary>Replaces b by the solution x of A·x = b.</summary>
    /// <exception cref="SingularMatrixException">A pivot is 0 or not finite.</exception>
    public void Solve(Span<double> b) => Solve(new MatrixView(b, b.Length, 1));

    /// <summary>Replaces B by the solution X of A·X = B.</summary>
    /// <param name="b">The right sides, one a column; not transposed.</param>
    /// <exception cref="SingularMatrixException">A pivot is 0 or not finite.</exception>
    public void Solve(MatrixView b)
    {
        if (b.Rows != Size) throw new ArgumentException($"{b.Rows} rows; expected {Size}", nameof(b));
        for (var i = 0; i < Size; i++)
            if (_factors[i, i] == 0 || !double.IsFinite(_factors[i, i])) throw new SingularMatrixException(i);
        Exchange(b, _pivots);
        TriangularSystem.SolveLower(_factors, b, unitDiagonal: true);
        TriangularSystem.SolveUpper(_factors, b);
    }

    /// <summary>The inverse. To solve equations, <see cref="Solve(MatrixView)"/> is faster and more accurate.</summary>
    /// <exception cref="SingularMatrixException">A pivot is 0 or not finite.</exception>
    public Matrix Inverse()
    {
        var inverse = Matrix.Identity(Size);
        Solve(inverse);
        return inverse;
    }

    static void Factor(MatrixView a, Span<int> pivots)
    {
        if (a.Columns <= PanelColumns)
        {
            FactorPanel(a, pivots);
            return;
        }
        int first = Math.Max(8, a.Columns / 16 * 8), second = a.Columns - first, below = a.Rows - first;
        MatrixView left = a.Block(0, 0, a.Rows, first), right = a.Block(0, first, a.Rows, second);
        Factor(left, pivots[..first]);
        Exchange(right, pivots[..first]);
        MatrixView top = right.Block(0, 0, first, second), rest = right.Block(first, 0, below, second);
        TriangularSystem.SolveLower(left.Block(0, 0, first, first), top, unitDiagonal: true);
        MatrixProduct.AddProduct(rest, -1, left.Block(first, 0, below, first), top);
        Factor(rest, pivots[first..]);
        Exchange(left.Block(first, 0, below, first), pivots[first..]);
        foreach (ref var pivot in pivots[first..]) pivot += first;
    }

    /// <summary>Column by column, in a copy whose columns are adjacent.</summary>
    static void FactorPanel(MatrixView a, Span<int> pivots)
    {
        var buffer = ArrayPool<double>.Shared.Rent(a.Rows * a.Columns);
        var columns = new MatrixView(buffer, a.Columns, a.Rows);
        a.Transposed.CopyTo(columns);
        for (var j = 0; j < a.Columns; j++)
        {
            var column = columns.Row(j);
            var pivot = pivots[j] = j + TensorPrimitives.IndexOfMaxMagnitude(column[j..]);
            if (pivot != j)
                for (var k = 0; k < a.Columns; k++)
                {
                    var other = columns.Row(k);
                    (other[j], other[pivot]) = (other[pivot], other[j]);
                }
            if (column[j] == 0) continue;   // the whole column is 0
            TensorPrimitives.Divide(column[(j + 1)..], column[j], column[(j + 1)..]);
            for (var k = j + 1; k < a.Columns; k++) Kernels.AddScaled(columns.Row(k)[(j + 1)..], -columns[k, j], column[(j + 1)..]);
        }
        columns.Transposed.CopyTo(a);
        ArrayPool<double>.Shared.Return(buffer);
    }

    static void Exchange(MatrixView rows, ReadOnlySpan<int> pivots)
    {
        for (var i = 0; i < pivots.Length; i++)
        {
            if (pivots[i] == i) continue;
            Span<double> x = rows.Row(i), y = rows.Row(pivots[i]);
            for (var j = 0; j < x.Length; j++) (x[j], y[j]) = (y[j], x[j]);
        }
    }
}
