namespace DistributedML.Numerics;

/// <summary>
/// QR decomposition A = QR by Householder's reflections, in blocks. n²·(m − n/3) multiplications for m by n with m ≥ n.
/// Sources: Golub and Van Loan, Matrix Computations (2013), 5.2; LAPACK's dgeqrf.
/// </summary>
public sealed class Qr
{
    const int SmallBlock = 36;   // a multiple of the product's tiles of 6 rows
    const int LargeBlock = 60;   // its panels cost more and the products less
    const int LargeRank = 500;

    readonly List<BlockReflector> _reflectors = [];
    readonly Matrix _r;

    Qr(MatrixView a)
    {
        (Rows, Columns) = (a.Rows, a.Columns);
        _r = Matrix.Of(a);
        var block = Rank < LargeRank ? SmallBlock : LargeBlock;
        for (var start = 0; start < Rank; start += block) Panel(start, Math.Min(block, Rank - start));
        R = Matrix.Of(_r.View.Block(0, 0, Rank, Columns));
    }

    /// <summary>A's rows m.</summary>
    public int Rows { get; }

    /// <summary>A's columns n.</summary>
    public int Columns { get; }

    /// <summary>R: the smaller of m and n rows, n columns, upper triangular.</summary>
    public Matrix R { get; }

    int Rank => Math.Min(Rows, Columns);

    /// <summary>Decomposes a matrix of any shape.</summary>
    /// <param name="a">m by n; it is copied.</param>
    public static Qr Of(MatrixView a) => new(a);

    /// <summary>Q: m rows, as many orthonormal columns as the smaller of m and n.</summary>
    public Matrix Q()
    {
        var q = new Matrix(Rows, Rank);
        for (var i = 0; i < Rank; i++) q[i, i] = 1;
        MultiplyQ(q);
        return q;
    }

    /// <summary>Replaces B by Q·B, with the square Q of m rows.</summary>
    /// <param name="b">m rows.</param>
    public void MultiplyQ(MatrixView b)
    {
        for (var i = _reflectors.Count - 1; i >= 0; i--) _reflectors[i].Apply(b, transposed: false);
    }

    /// <summary>Replaces B by Qᵀ·B, with the square Q of m rows.</summary>
    /// <param name="b">m rows.</param>
    public void MultiplyQTransposed(MatrixView b)
    {
        foreach (var reflector in _reflectors) reflector.Apply(b, transposed: true);
    }

    /// <summary>The x with the least ‖A·x − b‖, for m ≥ n.</summary>
    /// <param name="b">m values.</param>
    /// <returns>n values.</returns>
    /// <exception cref="ArgumentException">b has another length, or there are fewer rows than columns.</exception>
    /// <exception cref="SingularMatrixException">A column depends on those before it; <see cref="Svd.LeastSquares"/> solves that
    /// too.</exception>
    public double[] LeastSquares(ReadOnlySpan<double> b)
    {
        if (b.Length != Rows) throw new ArgumentException($"{b.Length} values; expected {Rows}", nameof(b));
        if (Rows < Columns) throw new ArgumentException($"{Rows} equations do not determine {Columns} unknowns");
        double largest = 0;
        for (var i = 0; i < Columns; i++) largest = Math.Max(largest, Math.Abs(R[i, i]));
        for (var i = 0; i < Columns; i++)
            if (!(Math.Abs(R[i, i]) > Rows * 2.2e-16 * largest)) throw new SingularMatrixException(i);
        var x = new Matrix(Rows, 1, b.ToArray());
        MultiplyQTransposed(x);
        var solution = x.View.Block(0, 0, Columns, 1);
        TriangularSystem.SolveUpper(R, solution);
        return x.Values[..Columns].ToArray();
    }

    void Panel(int start, int count)
    {
        var reflector = new BlockReflector(start, count, Rows - start);
        var columns = reflector.V;
        var products = new double[count];
        var panel = _r.View.Block(start, start, Rows - start, count);
        panel.Transposed.CopyTo(columns);
        panel.Clear();
        for (var j = 0; j < count; j++)
        {
            var column = columns.Row(j);
            for (var i = 0; i < j; i++) panel[i, j] = column[i];
            column[..j].Clear();
            var v = column[j..];
            (panel[j, j], var scale) = Householder.Reflect(v);
            reflector.Scales[j] = scale;
            var others = columns.View.Block(j + 1, j, count - j - 1, v.Length);
            var along = products.AsSpan(0, others.Rows);
            VectorProduct.Dots(others, v, along);
            for (var k = 0; k < others.Rows; k++) Kernels.AddScaled(others.Row(k), -scale * along[k], v);
        }
        reflector.Complete();
        _reflectors.Add(reflector);
        reflector.Apply(_r.View.Block(0, start + count, Rows, Columns - start - count), transposed: true);
    }
}
