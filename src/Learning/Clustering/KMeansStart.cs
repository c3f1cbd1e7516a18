using DistributedML.Numerics;

namespace DistributedML.Learning.Clustering;

/// <summary>
/// Greedy k-means++: a next centre is the best of 2 + ln k rows drawn with chances proportional to the weighted squared distance to the
/// centres so far. Source: Arthur and Vassilvitskii, SODA 2007, section 7.
/// </summary>
static class KMeansStart
{
    /// <param name="rows">Row by row.</param>
    /// <param name="weights">A weight above 0 for each row.</param>
    /// <param name="clusters">How many centres.</param>
    /// <param name="random">Numbers of this start.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The centres, row by row.</returns>
    public static double[] Choose(ReadOnlySpan<float> rows, ReadOnlySpan<float> weights, int clusters, CounterRandom random,
        CancellationToken cancel)
    {
        var (count, features, draws) = (weights.Length, rows.Length / weights.Length, 0L);
        var (nearest, trial, best) = (new double[count], new double[count], new double[count]);
        var centres = new double[clusters * features];
        Array.Fill(nearest, 1);
        Take(0, Draw(weights, nearest, random.Uniform(draws++)), rows);
        Array.Fill(nearest, double.PositiveInfinity);
        _ = Distances(rows, weights, centres.AsSpan(0, features), nearest, nearest);
        for (var k = 1; k < clusters; k++)
        {
            cancel.ThrowIfCancellationRequested();
            var (least, chosen) = (double.PositiveInfinity, 0);
            for (var trials = 2 + (int)Math.Log(clusters); trials > 0; trials--)
            {
                var row = Draw(weights, nearest, random.Uniform(draws++));
                Take(k, row, rows);
                var sum = Distances(rows, weights, centres.AsSpan(k * features, features), nearest, trial);
                if (sum >= least) continue;
                (least, chosen) = (sum, row);
                (best, trial) = (trial, best);
            }
            Take(k, chosen, rows);
            (nearest, best) = (best, nearest);
        }
        return centres;

        void Take(int centre, int row, ReadOnlySpan<float> from)
        {
            for (var j = 0; j < features; j++) centres[centre * features + j] = from[row * features + j];
        }
    }

    /// <summary>The smaller of each row's distance so far and that to a centre; returns their weighted sum.</summary>
    static double Distances(ReadOnlySpan<float> rows, ReadOnlySpan<float> weights, ReadOnlySpan<double> centre, ReadOnlySpan<double> soFar,
        Span<double> result)
    {
        Span<float> point = new float[centre.Length];
        for (var j = 0; j < point.Length; j++) point[j] = (float)centre[j];
        var total = 0.0;
        for (var row = 0; row < weights.Length; row++)
        {
            result[row] = Math.Min(soFar[row], Euclid.Squared(rows.Slice(row * point.Length, point.Length), point));
            total += weights[row] * result[row];
        }
        return total;
    }

    /// <summary>A row drawn with chances weight · distance; the first one of a distance above 0 when rounding leaves none.</summary>
    static int Draw(ReadOnlySpan<float> weights, ReadOnlySpan<double> distances, double uniform)
    {
        var total = 0.0;
        for (var i = 0; i < weights.Length; i++) total += weights[i] * distances[i];
        var left = uniform * total;
        for (var i = 0; i < weights.Length; i++)
        {
            left -= weights[i] * distances[i];
            if (left < 0) return i;
        }
        return Math.Max(0, distances.IndexOfAnyExceptInRange(double.NegativeInfinity, 0));
    }
}
