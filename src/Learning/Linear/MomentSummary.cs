using System.Numerics;
using System.Runtime.InteropServices;
using DistributedML.Numerics;

namespace DistributedML.Learning.Linear;

/// <summary>
/// Weighted sums of rows and of the products of their columns: Σw·z·zᵀ with z = [row − pivot, 1]. A pivot near the rows keeps the digits of
/// columns whose mean is large against their spread. Raw sums, so merging is adding. Rows added one by one give the same bits as rows added
/// in blocks. Memory d²/2 numbers; a row costs d²/2 multiplications.
/// </summary>
public sealed class MomentSummary : IMergeable<MomentSummary>, IState
{
    const int RowsAtOnce = 8;
    static readonly int Lanes = Vector<double>.Count;

    readonly double[] _pivot;
    readonly double[] _sums;     // lower triangle by rows, each as long as whole vectors need
    readonly int[] _starts;
    readonly int _stride;
    readonly double[] _rows;     // rows that are added together
    readonly double[] _weights = new double[RowsAtOnce];

    /// <summary>A summary of no rows.</summary>
    /// <param name="pivot">A value for each column that is subtracted from every row; the same in summaries that are merged.</param>
    public MomentSummary(ReadOnlySpan<double> pivot)
    {
        _pivot = pivot.ToArray();
        _stride = Padded(Columns + 1);
        _starts = new int[Columns + 2];
        for (var j = 0; j <= Columns; j++) _starts[j + 1] = checked(_starts[j] + Padded(j + 1));
        _sums = new double[_starts[^1]];
        _rows = new double[RowsAtOnce * _stride];
    }

    /// <summary>Number of columns.</summary>
    public int Columns => _pivot.Length;

    /// <summary>Sum of the weights.</summary>
    public double Weight => _sums[_starts[Columns] + Columns];

    /// <summary>The weighted mean of a column.</summary>
    public double Mean(int column) => _pivot[column] + Sum(column) / Weight;

    /// <summary>Σ w (x − mean of x)(y − mean of y) of two columns.</summary>
    public double Centred(int x, int y) => Product(x, y) - Sum(x) * Sum(y) / Weight;

    /// <summary>Σ w·x·y of two columns.</summary>
    public double Raw(int x, int y) => Product(x, y) + _pivot[x] * Sum(y) + _pivot[y] * Sum(x) + Weight * _pivot[x] * _pivot[y];

    /// <summary>Adds a row.</summary>
    /// <param name="row">A finite value for each column.</param>
    /// <param name="weight">How much it counts; at least 0.</param>
    public void Add(ReadOnlySpan<double> row, double weight = 1) => AddRows(row, Columns, [weight]);

    /// <summary>Adds rows that stand one after another.</summary>
    /// <param name="rows">The first value of row r is at r·stride.</param>
    /// <param name="stride">At least the number of columns.</param>
    /// <param name="weights">A weight for each row.</param>
    public void AddRows(ReadOnlySpan<double> rows, int stride, ReadOnlySpan<double> weights)
    {
        for (var first = 0; first < weights.Length; first += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, weights.Length - first);
            if (count < RowsAtOnce)
            {
                Array.Clear(_rows);
                Array.Clear(_weights);
            }
            for (var r = 0; r < count; r++)
            {
                var from = rows.Slice((first + r) * stride, Columns);
                var to = _rows.AsSpan(r * _stride);
                for (var i = 0; i < from.Length; i++) to[i] = from[i] - _pivot[i];
                to[Columns] = 1;
                _weights[r] = weights[first + r];
            }
            AddProducts();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The other summary has another pivot.</exception>
    public void Merge(MomentSummary other)
    {
        if (!_pivot.AsSpan().SequenceEqual(other._pivot)) throw new ArgumentException("summaries with different pivots cannot be merged");
        Kernels.AddScaled(_sums, 1, other._sums);
    }

    /// <summary>Replaces this summary by the sum over all ranks; they have the same pivot.</summary>
    internal void AllReduce(Compute.ICollective gang) => gang.AllReduce(_sums.AsSpan());

    /// <summary>A copy that learns on apart from this one.</summary>
    public MomentSummary Copy()
    {
        var copy = new MomentSummary(_pivot);
        _sums.CopyTo(copy._sums, 0);
        return copy;
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.WriteArray(_pivot);
        for (var j = 0; j <= Columns; j++) writer.WriteArray<double>(_sums.AsSpan(_starts[j], j + 1));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no summary.</exception>
    public static MomentSummary Read(BinaryReader reader)
    {
        var summary = new MomentSummary(reader.ReadArray<double>());
        for (var j = 0; j <= summary.Columns; j++)
        {
            var row = reader.ReadArray<double>();
            if (row.Length != j + 1) throw new InvalidDataException($"row {j} of a summary of moments has {row.Length} values");
            row.CopyTo(summary._sums, summary._starts[j]);
        }
        return summary;
    }

    static int Padded(int length) => (length + Lanes - 1) / Lanes * Lanes;

    double Sum(int column) => _sums[_starts[Columns] + column];

    double Product(int x, int y) => x >= y ? _sums[_starts[x] + y] : _sums[_starts[y] + x];

    /// <summary>
    /// Adds the products of the rows held: for each sum in the order of the rows, so that their number makes no difference.
    /// </summary>
    void AddProducts()
    {
        ref var z = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        var s = (nuint)_stride;
        for (var j = 0; j <= Columns; j++)
        {
            Vector<double> a0 = Scaled(0, j), a1 = Scaled(1, j), a2 = Scaled(2, j), a3 = Scaled(3, j);
            Vector<double> a4 = Scaled(4, j), a5 = Scaled(5, j), a6 = Scaled(6, j), a7 = Scaled(7, j);
            var at = (nuint)_starts[j];
            for (nuint k = 0; k <= (nuint)j; k += (nuint)Lanes)
            {
                var sum = Vector.LoadUnsafe(ref sums, at + k);
                sum = Vector.FusedMultiplyAdd(a0, Vector.LoadUnsafe(ref z, k), sum);
                sum = Vector.FusedMultiplyAdd(a1, Vector.LoadUnsafe(ref z, k + s), sum);
                sum = Vector.FusedMultiplyAdd(a2, Vector.LoadUnsafe(ref z, k + 2 * s), sum);
                sum = Vector.FusedMultiplyAdd(a3, Vector.LoadUnsafe(ref z, k + 3 * s), sum);
                sum = Vector.FusedMultiplyAdd(a4, Vector.LoadUnsafe(ref z, k + 4 * s), sum);
                sum = Vector.FusedMultiplyAdd(a5, Vector.LoadUnsafe(ref z, k + 5 * s), sum);
                sum = Vector.FusedMultiplyAdd(a6, Vector.LoadUnsafe(ref z, k + 6 * s), sum);
                sum = Vector.FusedMultiplyAdd(a7, Vector.LoadUnsafe(ref z, k + 7 * s), sum);
                sum.StoreUnsafe(ref sums, at + k);
            }
        }
    }

    Vector<double> Scaled(int row, int column) => new(_weights[row] * _rows[row * _stride + column]);
}
