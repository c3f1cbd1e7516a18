using System.Numerics;

namespace DistributedML.Numerics;

/// <summary>Finds the largest values of a vector.</summary>
public static class TopN
{
    /// <summary>
    /// Writes the indexes of the largest values, in descending order of value; of equal ones the lower index comes first. NaN and −∞ are never taken.
    /// Returns how many were written. Time: one pass, and a few moves for each of the values that were among the largest so far.
    /// </summary>
    public static int Find(ReadOnlySpan<float> values, Span<int> largest)
    {
        if (largest.IsEmpty) return 0;
        var found = 0;
        var threshold = float.NegativeInfinity;
        for (var i = 0; i < values.Length;)
        {
            if (i + Vector<float>.Count <= values.Length && !Vector.GreaterThanAny(new Vector<float>(values[i..]), new Vector<float>(threshold)))
            {
                i += Vector<float>.Count;
                continue;
            }
            for (var end = Math.Min(i + Vector<float>.Count, values.Length); i < end; i++)
            {
                if (!(values[i] > threshold)) continue;
                var at = found < largest.Length ? found++ : found - 1;
                for (; at > 0 && values[largest[at - 1]] < values[i]; at--) largest[at] = largest[at - 1];
                largest[at] = i;
                if (found == largest.Length) threshold = values[largest[^1]];
            }
        }
        return found;
    }
}
