namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Weight, mean, variance and range of a column's finite values; missing and infinite ones are left out. Parts merge with Chan's formula:
/// the whole equals its parts merged but for rounding. Source: Chan, Golub and LeVeque, The American Statistician 37 (1983).
/// </summary>
public sealed class ColumnMoments : IMergeable<ColumnMoments>
{
    const int Numbers = 5;

    /// <summary>Sum of the weights of the finite values.</summary>
    public double Weight { get; private set; }

    /// <summary>The weighted mean; 0 for no values.</summary>
    public double Mean { get; private set; }

    /// <summary>Σ w·(x − mean)².</summary>
    public double Squares { get; private set; }

    /// <summary>The smallest value of a weight above 0; infinite for no values.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest value of a weight above 0; minus infinite for no values.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>The variance: the squares divided by the weight. Exactly 0 for a constant column and for no values.</summary>
    public double Variance => Weight > 0 && Max > Min ? Math.Max(0, Squares / Weight) : 0;

    /// <summary>The summary of a column.</summary>
    /// <param name="values">The values.</param>
    /// <param name="weights">A weight for each value; null when all count 1.</param>
    public static ColumnMoments Of(ReadOnlySpan<float> values, ReadOnlySpan<float> weights)
    {
        var moments = new ColumnMoments();
        if (values.IsEmpty) return moments;
        double shift = float.IsFinite(values[0]) ? values[0] : 0, sum = 0, squares = 0, weight = 0;
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        if (weights.IsEmpty && ColumnKernels.IndexOfNonFinite(values) < 0)
        {
            (sum, squares) = ColumnKernels.SumAndSquares(values, shift);
            weight = values.Length;
            foreach (var value in values) (low, high) = (value < low ? value : low, value > high ? value : high);
        }
        else
        {
            for (var i = 0; i < values.Length; i++)
            {
                double w = weights.IsEmpty ? 1 : weights[i];
                if (!float.IsFinite(values[i]) || w == 0) continue;
                var value = values[i] - shift;
                weight += w;
                sum += w * value;
                squares += w * value * value;
                (low, high) = (Math.Min(low, values[i]), Math.Max(high, values[i]));
            }
        }
        if (weight == 0) return moments;
        (moments.Weight, moments.Mean, moments.Squares) = (weight, shift + sum / weight, squares - sum * sum / weight);
        (moments.Min, moments.Max) = (low, high);
        if (low == high) moments.Mean = low;
        return moments;
    }

    /// <summary>The summaries of numeric features over all ranks.</summary>
    internal static ColumnMoments[] Of(Dataset rows, int[] places, Training training)
    {
        var own = new double[places.Length * Numbers];
        for (var i = 0; i < places.Length; i++)
        {
            training.Cancel.ThrowIfCancellationRequested();
            var moments = Of(rows.Numeric(places[i]), rows.Weights);
            double[] numbers = [moments.Weight, moments.Mean, moments.Squares, moments.Min, moments.Max];
            numbers.CopyTo(own, i * Numbers);
        }
        var all = Array.ConvertAll(places, _ => new ColumnMoments());
        foreach (var theirs in training.Gang.AllGather<double>(own))
            for (var i = 0; i < all.Length; i++) all[i].Merge(Unpack(theirs.AsSpan(i * Numbers, Numbers)));
        return all;
    }

    /// <inheritdoc/>
    public void Merge(ColumnMoments other)
    {
        if (other.Weight == 0) return;
        var (weight, difference) = (Weight + other.Weight, other.Mean - Mean);
        Squares += other.Squares + difference * difference * (Weight * other.Weight / weight);
        Mean = Weight == 0 ? other.Mean : Mean + difference * (other.Weight / weight);
        Weight = weight;
        (Min, Max) = (Math.Min(Min, other.Min), Math.Max(Max, other.Max));
    }

    static ColumnMoments Unpack(ReadOnlySpan<double> numbers) =>
        new() { Weight = numbers[0], Mean = numbers[1], Squares = numbers[2], Min = numbers[3], Max = numbers[4] };
}
