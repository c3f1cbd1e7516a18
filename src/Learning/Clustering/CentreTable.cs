using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistributedML.Learning.Clustering;

/// <summary>
/// Centres laid out for fast search: a vector holds one feature of several centres. Four rows are compared with all centres at once. What
/// floats cannot tell apart is decided in doubles, so that the nearest centre is the one that exact distances give, the first of equals.
/// </summary>
sealed class CentreTable
{
    static readonly int Lanes = Vector<float>.Count;

    readonly int _clusters, _features, _padded;
    readonly float[] _negated;     // by feature, then centre
    readonly float[] _halfNorms;   // ½‖c‖²; infinite for the padding
    readonly float[] _scores;      // of four rows: ½‖c‖² − x·c
    readonly double[] _centres;
    readonly float _bound;
    float _largestNorm;

    public CentreTable(int clusters, int features)
    {
        (_clusters, _features, _padded) = (clusters, features, (clusters + Lanes - 1) / Lanes * Lanes);
        _negated = new float[features * _padded];
        _halfNorms = new float[_padded];
        _scores = new float[4 * _padded];
        _centres = new double[clusters * features];
        Floats = new float[clusters * features];
        _bound = (features + 12) * 6e-8f;   // rounding of a sum of so many products, against the product of the norms
    }

    /// <summary>The centres in single precision, row by row.</summary>
    public float[] Floats { get; }

    /// <summary>Takes new centres, row by row.</summary>
    public void Set(ReadOnlySpan<double> centres)
    {
        centres.CopyTo(_centres);
        Array.Fill(_halfNorms, float.PositiveInfinity);
        _largestNorm = 0;
        for (var k = 0; k < _clusters; k++)
        {
            var norm = 0.0;
            for (var j = 0; j < _features; j++)
            {
                var value = centres[k * _features + j];
                norm += value * value;
                Floats[k * _features + j] = (float)value;
                _negated[j * _padded + k] = -(float)value;
            }
            _halfNorms[k] = (float)(norm / 2);
            _largestNorm = Math.Max(_largestNorm, (float)Math.Sqrt(norm));
        }
    }

    /// <summary>Finds the nearest centres of four rows.</summary>
    /// <param name="rows">All rows, row by row.</param>
    /// <param name="norms">Their ‖x‖².</param>
    /// <param name="numbers">Four numbers of rows; a number may stand there more than once.</param>
    /// <param name="found">Receives for each the nearest centre, a bound of the distance to it from above, and one of the distance to any
    /// other from below.</param>
    public void Nearest4(ReadOnlySpan<float> rows, ReadOnlySpan<float> norms, ReadOnlySpan<int> numbers,
        Span<(int Centre, float Upper, float Lower)> found)
    {
        ref var x = ref MemoryMarshal.GetReference(rows);
        Score(ref x, (nuint)(numbers[0] * (long)_features), (nuint)(numbers[1] * (long)_features), (nuint)(numbers[2] * (long)_features),
            (nuint)(numbers[3] * (long)_features));
        for (var r = 0; r < 4; r++)
        {
            var scores = _scores.AsSpan(r * _padded, _clusters);
            var (best, second, centre) = (float.PositiveInfinity, float.PositiveInfinity, 0);
            for (var k = 0; k < scores.Length; k++)
            {
                var score = scores[k];
                if (score >= second) continue;
                if (score < best) (second, best, centre) = (best, score, k);
                else second = score;
            }
            var norm = norms[numbers[r]];
            var size = MathF.Sqrt(norm) + _largestNorm;
            var slack = _bound * size * size;
            found[r] = !(second - best > 2 * slack)   // also where floats overflow
                ? Exact(rows.Slice(numbers[r] * _features, _features))
                : (centre, MathF.Sqrt(MathF.Max(0, norm + 2 * (best + slack))), MathF.Sqrt(MathF.Max(0, norm + 2 * (second - slack))));
        }
    }

    /// <summary>The squared distance of a row to a centre, in doubles.</summary>
    public double SquaredDistance(ReadOnlySpan<float> row, int centre)
    {
        var own = _centres.AsSpan(centre * _features, _features);
        var sum = 0.0;
        for (var j = 0; j < own.Length; j++) sum += (row[j] - own[j]) * (row[j] - own[j]);
        return sum;
    }

    (int Centre, float Upper, float Lower) Exact(ReadOnlySpan<float> row)
    {
        var (best, second, centre) = (double.PositiveInfinity, double.PositiveInfinity, 0);
        for (var k = 0; k < _clusters; k++)
        {
            var distance = SquaredDistance(row, k);
            if (distance < best) (second, best, centre) = (best, distance, k);
            else second = Math.Min(second, distance);
        }
        return (centre, MathF.BitIncrement((float)Math.Sqrt(best)), MathF.BitDecrement((float)Math.Sqrt(second)));
    }

    void Score(ref float x, nuint row0, nuint row1, nuint row2, nuint row3)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_negated);
        ref var scores = ref MemoryMarshal.GetArrayDataReference(_scores);
        ref var halves = ref MemoryMarshal.GetArrayDataReference(_halfNorms);
        nuint lanes = (nuint)Lanes, padded = (nuint)_padded, features = (nuint)_features, k = 0;
        for (; k + 2 * lanes < padded; k += 3 * lanes)
        {
            Vector<float> h0 = Vector.LoadUnsafe(ref halves, k), h1 = Vector.LoadUnsafe(ref halves, k + lanes),
                h2 = Vector.LoadUnsafe(ref halves, k + 2 * lanes);
            Vector<float> a0 = h0, a1 = h1, a2 = h2, b0 = h0, b1 = h1, b2 = h2, c0 = h0, c1 = h1, c2 = h2, d0 = h0, d1 = h1, d2 = h2;
            for (nuint j = 0, at = k; j < features; j++, at += padded)
            {
                Vector<float> t0 = Vector.LoadUnsafe(ref table, at), t1 = Vector.LoadUnsafe(ref table, at + lanes),
                    t2 = Vector.LoadUnsafe(ref table, at + 2 * lanes);
                var value = new Vector<float>(Unsafe.Add(ref x, row0 + j));
                (a0, a1, a2) = (Vector.FusedMultiplyAdd(value, t0, a0), Vector.FusedMultiplyAdd(value, t1, a1),
                    Vector.FusedMultiplyAdd(value, t2, a2));
                value = new(Unsafe.Add(ref x, row1 + j));
                (b0, b1, b2) = (Vector.FusedMultiplyAdd(value, t0, b0), Vector.FusedMultiplyAdd(value, t1, b1),
                    Vector.FusedMultiplyAdd(value, t2, b2));
                value = new(Unsafe.Add(ref x, row2 + j));
                (c0, c1, c2) = (Vector.FusedMultiplyAdd(value, t0, c0), Vector.FusedMultiplyAdd(value, t1, c1),
                    Vector.FusedMultiplyAdd(value, t2, c2));
                value = new(Unsafe.Add(ref x, row3 + j));
                (d0, d1, d2) = (Vector.FusedMultiplyAdd(value, t0, d0), Vector.FusedMultiplyAdd(value, t1, d1),
                    Vector.FusedMultiplyAdd(value, t2, d2));
            }
            Store(ref scores, k, a0, a1, a2);
            Store(ref scores, k + padded, b0, b1, b2);
            Store(ref scores, k + 2 * padded, c0, c1, c2);
            Store(ref scores, k + 3 * padded, d0, d1, d2);
        }
        for (; k < padded; k += lanes)
        {
            var a = Vector.LoadUnsafe(ref halves, k);
            Vector<float> b = a, c = a, d = a;
            for (nuint j = 0, at = k; j < features; j++, at += padded)
            {
                var t = Vector.LoadUnsafe(ref table, at);
                a = Vector.FusedMultiplyAdd(new Vector<float>(Unsafe.Add(ref x, row0 + j)), t, a);
                b = Vector.FusedMultiplyAdd(new Vector<float>(Unsafe.Add(ref x, row1 + j)), t, b);
                c = Vector.FusedMultiplyAdd(new Vector<float>(Unsafe.Add(ref x, row2 + j)), t, c);
                d = Vector.FusedMultiplyAdd(new Vector<float>(Unsafe.Add(ref x, row3 + j)), t, d);
            }
            a.StoreUnsafe(ref scores, k);
            b.StoreUnsafe(ref scores, k + padded);
            c.StoreUnsafe(ref scores, k + 2 * padded);
            d.StoreUnsafe(ref scores, k + 3 * padded);
        }
    }

    static void Store(ref float scores, nuint at, Vector<float> first, Vector<float> second, Vector<float> third)
    {
        first.StoreUnsafe(ref scores, at);
        second.StoreUnsafe(ref scores, at + (nuint)Lanes);
        third.StoreUnsafe(ref scores, at + 2 * (nuint)Lanes);
    }
}
