namespace DistributedML.Learning.Anomalies;

/// <summary>
/// Turns the surprise t of a raw tail model into a calibrated probability P(T ≥ t). The tail is Weibull-shaped, −ln P = (t / Scale)^Shape, which holds
/// tails lighter than the raw model's (Shape above 1) and heavier ones. It is fitted by least squares to the survival function between <see cref="Upper"/>
/// and <see cref="Lower"/>: far enough out to be the tail, not so far that the anomalies among the training rows would bend it.
/// Source: the Weibull-tail coefficient, Gardes and Girard, Test 17 (2008).
/// </summary>
/// <param name="Scale">Units of t.</param>
/// <param name="Shape">Above 1 for tails lighter than the raw model's; 0.25 to 1.5.</param>
public readonly record struct TailCalibration(double Scale, double Shape)
{
    /// <summary>Survival at which the fitted range begins.</summary>
    public const double Upper = 0.05;

    /// <summary>Survival at which the fitted range ends.</summary>
    public const double Lower = 0.0005;

    /// <summary>Values less probable than this are taken for anomalies and left out of the fit.</summary>
    public const double Excluded = 2e-5;

    /// <summary>Surprises that the fitted range must hold at least.</summary>
    const int FewestExceedances = 20;

    /// <summary>Values that a fit needs at least: with fewer the range would hold no tail.</summary>
    public const int FewestValues = (int)(4 * FewestExceedances / Upper);

    /// <summary>Values that training had for the fit.</summary>
    public long Values { get; init; }

    /// <summary>Whether it is a fit; false for the raw model, which stands where there was too little to fit.</summary>
    public bool IsFitted => (Scale, Shape) != (Raw.Scale, Raw.Shape);

    /// <summary>Takes the raw model at its word: P = exp(−t).</summary>
    public static TailCalibration Raw => new(1, 1);

    /// <summary>
    /// Fits the tail, and again three times without the values that the fit before calls less probable than <see cref="Excluded"/>: the anomalies among the
    /// training rows. <see cref="Raw"/> when the histogram holds too few values to tell.
    /// </summary>
    public static TailCalibration Fit(TailHistogram histogram)
    {
        var fit = Raw;
        var end = histogram.Counts.Length;
        for (var round = 0; round < 4; round++)
        {
            fit = Fit(histogram.Counts[..end]);
            end = Math.Clamp((int)(fit.Threshold(Excluded) * TailHistogram.BinsPerUnit), 1, histogram.Counts.Length);
        }
        return fit with { Values = histogram.Total };
    }

    static TailCalibration Fit(ReadOnlySpan<long> counts)
    {
        long total = 0;
        foreach (var count in counts) total += count;
        var lower = Math.Max(Lower, (double)FewestExceedances / Math.Max(1, total));
        if (total < FewestValues) return Raw;
        double n = 0, sumX = 0, sumY = 0, sumXX = 0, sumXY = 0, previous = 1;
        var above = total;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            var survival = (double)above / total;
            if (survival < lower) break;
            if (bin > 0 && survival <= Upper && survival < previous)
            {
                double x = Math.Log((double)bin / TailHistogram.BinsPerUnit), y = Math.Log(-Math.Log(survival));
                n++;
                sumX += x;
                sumY += y;
                sumXX += x * x;
                sumXY += x * y;
            }
            previous = survival;
            above -= counts[bin];
        }
        var spread = n * sumXX - sumX * sumX;
        if (n < 3 || spread <= 1e-9) return Raw;
        var shape = Math.Clamp((n * sumXY - sumX * sumY) / spread, 0.25, 1.5);
        return new TailCalibration(Math.Exp((sumX - sumY / shape) / n), shape);
    }

    /// <summary>P(T ≥ t).</summary>
    public double Probability(double surprise) => Math.Exp(-Math.Pow(Math.Max(0, surprise) / Scale, Shape));

    /// <summary>The t that is exceeded with this probability.</summary>
    public double Threshold(double probability) => Scale * Math.Pow(-Math.Log(probability), 1 / Shape);
}
