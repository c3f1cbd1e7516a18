using System.Numerics;

namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// The weights of a column's finite values, for quantiles, medians and modes. Exact for up to 65,536 different values; above that, values
/// whose leading bits agree share a bin, with as many bits as that number of bins allows, and a bin stands for its middle: for a column
/// that spans four powers of ten the relative error is about 0.0002. Order of rows and number of parts make no difference to the bit (with
/// weights that are whole numbers). Memory 12 bytes a bin; time that of a sort.
/// </summary>
public sealed class ValueCounts : IMergeable<ValueCounts>
{
    /// <summary>Bins at most: half a megabyte of a column's weights.</summary>
    public const int MaxBins = 65_536;

    uint[] _bins = [];
    double[] _weights = [];
    int _shift;      // bits that a bin leaves out

    /// <summary>Sum of the weights of the finite values.</summary>
    public double Weight => _weights.Sum();

    /// <summary>Number of different values, or of bins.</summary>
    public int Count => _bins.Length;

    /// <summary>Whether each bin is one value.</summary>
    public bool IsExact => _shift == 0;

    /// <summary>The summary of a column.</summary>
    /// <param name="values">The values; missing and infinite ones are left out.</param>
    /// <param name="weights">A weight for each value; empty when all count 1.</param>
    public static ValueCounts Of(ReadOnlySpan<float> values, ReadOnlySpan<float> weights)
    {
        var keys = new uint[values.Length];
        var counts = weights.IsEmpty ? null : new double[values.Length];
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]) || (counts is not null && weights[i] == 0)) continue;
            keys[count] = KeyOf(values[i]);
            if (counts is not null) counts[count] = weights[i];
            count++;
        }
        var sorted = keys.AsSpan(0, count);
        if (counts is null) sorted.Sort();
        else sorted.Sort(counts.AsSpan(0, count));
        return Summarised(sorted, counts, 0);
    }

    /// <inheritdoc/>
    public void Merge(ValueCounts other)
    {
        var shift = Math.Max(_shift, other._shift);
        var keys = new uint[Count + other.Count];
        var weights = new double[keys.Length];
        int a = 0, b = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            var first = b == other.Count || (a < Count && _bins[a] >> (shift - _shift) <= other._bins[b] >> (shift - other._shift));
            (keys[i], weights[i]) = first ? (_bins[a] >> (shift - _shift), _weights[a])
                : (other._bins[b] >> (shift - other._shift), other._weights[b]);
            if (first) a++;
            else b++;
        }
        var merged = Summarised(keys, weights, shift);
        (_bins, _weights, _shift) = (merged._bins, merged._weights, merged._shift);
    }

    /// <summary>A value and its weight, by place in ascending order.</summary>
    public (double Value, double Weight) this[int index] => (ValueOf(index), _weights[index]);

    /// <summary>
    /// The value below which a part of the weight lies, between two values by interpolation: NumPy's linear quantile when the weights are
    /// counts.
    /// </summary>
    /// <param name="part">0 to 1.</param>
    /// <returns>NaN for no values.</returns>
    public double Quantile(double part)
    {
        if (Count == 0) return double.NaN;
        var position = Math.Max(0, part * (Weight - 1));
        var whole = Math.Floor(position);
        var at = 0;
        var sum = _weights[0];
        while (sum <= whole && at < Count - 1) sum += _weights[++at];
        var next = sum <= whole + 1 && at < Count - 1 ? at + 1 : at;
        var (low, high) = (ValueOf(at), ValueOf(next));
        return low + (high - low) * (position - whole);
    }

    /// <summary>The value of the largest weight, the smallest of several; NaN for no values.</summary>
    public double Mode()
    {
        var best = -1;
        for (var i = 0; i < Count; i++)
            if (best < 0 || _weights[i] > _weights[best]) best = i;
        return best < 0 ? double.NaN : ValueOf(best);
    }

    /// <summary>The summaries of numeric features over all ranks.</summary>
    internal static ValueCounts[] Of(Dataset rows, int[] places, Training training) => Array.ConvertAll(places, place =>
    {
        training.Cancel.ThrowIfCancellationRequested();
        return Merged(Of(rows.Numeric(place), rows.Weights), training);
    });

    /// <summary>The sum of all ranks' summaries.</summary>
    internal static ValueCounts Merged(ValueCounts own, Training training)
    {
        var bins = training.Gang.AllGather<uint>([(uint)own._shift, .. own._bins]);
        var weights = training.Gang.AllGather<double>(own._weights);
        var all = new ValueCounts();
        for (var rank = 0; rank < bins.Length; rank++)
            all.Merge(new() { _shift = (int)bins[rank][0], _bins = bins[rank][1..], _weights = weights[rank] });
        return all;
    }

    /// <summary>
    /// Bins of sorted keys, with as few bits left out as the number of bins allows: so the whole and its merged parts have the same bins.
    /// </summary>
    static ValueCounts Summarised(ReadOnlySpan<uint> keys, double[]? weights, int shift)
    {
        Span<int> changes = stackalloc int[33];   // neighbours by the highest bit in which they differ
        for (var i = 1; i < keys.Length; i++) changes[32 - BitOperations.LeadingZeroCount(keys[i] ^ keys[i - 1])]++;
        var (bins, left) = (keys.IsEmpty ? 0 : 1, 33);
        while (left > 1 && bins + changes[left - 1] <= MaxBins) bins += changes[--left];
        var more = left - 1;
        var made = new ValueCounts { _bins = new uint[bins], _weights = new double[bins], _shift = shift + more };
        for (int i = 0, at = -1; i < keys.Length; i++)
        {
            if (at < 0 || keys[i] >> more != made._bins[at]) made._bins[++at] = keys[i] >> more;
            made._weights[at] += weights is null ? 1 : weights[i];
        }
        return made;
    }

    /// <summary>Bits in the order of the values.</summary>
    static uint KeyOf(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value + 0f);   // -0 is 0
        return (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
    }

    double ValueOf(int index)
    {
        var key = _shift == 0 ? _bins[index] : (_bins[index] << _shift) | (1u << (_shift - 1));
        return BitConverter.UInt32BitsToSingle((key & 0x8000_0000) != 0 ? key & 0x7FFF_FFFF : ~key);
    }
}
