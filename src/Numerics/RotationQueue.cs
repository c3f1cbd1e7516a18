using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DistributedML.Numerics;

/// <summary>
/// Rotations of neighbouring rows of a matrix, kept until there are many and then applied to some columns at a time, which stay in the
/// cache. Source: Van Zee, van de Geijn and Quintana-Ortí, Restructuring the tridiagonal and bidiagonal QR algorithms, TOMS 40 (2014).
/// </summary>
ref struct RotationQueue(MatrixView rows)
{
    const int Width = 16;   // columns at a time
    const int Sweeps = 128;

    readonly MatrixView _rows = rows;
    readonly double[] _panel = new double[rows.Rows * Width];
    readonly List<(int Row, int Step, int First)> _chains = [];
    readonly double[] _rotations = new double[2 * Sweeps * (rows.Rows + 1)];   // cosine, sine
    int _count;

    /// <summary>
    /// Starts a chain: its first rotation is of this row and the row a step (1 or −1) on, its next of that row and the one after.
    /// </summary>
    public void Start(int row, int step)
    {
        if (_count + 2 * _rows.Rows > _rotations.Length) Apply();
        _chains.Add((row, step, _count));
    }

    /// <summary>The chain's next rotation: (x, y) becomes (c·x + s·y, c·y − s·x).</summary>
    public void Add(double cosine, double sine)
    {
        _rotations[_count++] = cosine;
        _rotations[_count++] = sine;
    }

    /// <summary>Rotates two rows at once: (x, y) becomes (c·x + s·y, c·y − s·x).</summary>
    public void Rotate(int first, int second, double cosine, double sine)
    {
        Apply();
        Span<double> x = _rows.Row(first), y = _rows.Row(second);
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (cosine * x[i] + sine * y[i], cosine * y[i] - sine * x[i]);
    }

    /// <summary>Applies what was kept.</summary>
    public void Apply()
    {
        if (_count > 0)
            for (var column = 0; column < _rows.Columns; column += Width) Apply(column, Math.Min(Width, _rows.Columns - column));
        _chains.Clear();
        _count = 0;
    }

    readonly unsafe void Apply(int column, int width)
    {
        for (var i = 0; i < _rows.Rows; i++) _rows.Row(i).Slice(column, width).CopyTo(_panel.AsSpan(i * Width));
        fixed (double* panel = _panel, rotations = _rotations)
            for (var i = 0; i < _chains.Count; i++)
            {
                var (row, step, first) = _chains[i];
                var end = i + 1 < _chains.Count ? _chains[i + 1].First : _count;
                Chain(panel + row * Width, step * Width, rotations + first, rotations + end);
            }
        for (var i = 0; i < _rows.Rows; i++) _panel.AsSpan(i * Width, width).CopyTo(_rows.Row(i)[column..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static unsafe void Chain(double* row, int step, double* rotation, double* end)
    {
        Vector256<double> x0 = Vector256.Load(row), x1 = Vector256.Load(row + 4);
        Vector256<double> x2 = Vector256.Load(row + 8), x3 = Vector256.Load(row + 12);
        for (; rotation < end; rotation += 2)
        {
            var next = row + step;
            Vector256<double> c = Vector256.Create(rotation[0]), s = Vector256.Create(rotation[1]);
            Vector256<double> y0 = Vector256.Load(next), y1 = Vector256.Load(next + 4);
            Vector256<double> y2 = Vector256.Load(next + 8), y3 = Vector256.Load(next + 12);
            Vector256.MultiplyAddEstimate(c, x0, s * y0).Store(row);
            Vector256.MultiplyAddEstimate(c, x1, s * y1).Store(row + 4);
            Vector256.MultiplyAddEstimate(c, x2, s * y2).Store(row + 8);
            Vector256.MultiplyAddEstimate(c, x3, s * y3).Store(row + 12);
            x0 = Vector256.MultiplyAddEstimate(-s, x0, c * y0);
            x1 = Vector256.MultiplyAddEstimate(-s, x1, c * y1);
            x2 = Vector256.MultiplyAddEstimate(-s, x2, c * y2);
            x3 = Vector256.MultiplyAddEstimate(-s, x3, c * y3);
            row = next;
        }
        x0.Store(row);
        x1.Store(row + 4);
        x2.Store(row + 8);
        x3.Store(row + 12);
    }
}
