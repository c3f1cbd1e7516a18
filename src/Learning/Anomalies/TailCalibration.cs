namespace DistributedML.Learning.Anomalies;

/// <summary>
/// Turns the surprise t of a raw tail model into a calibrated probability P(T ≥ t). The tail is Weibull-shaped, −ln P = (t / Scale)^Shape, which holds
/// log-normal (Shape 2), exponential (1) and heavier tails. It is fitted by least squares to the survival function between <see cref="Upper"/>
/// and <see cref="Lower"/>: far enough out to be the tail, not so far that the anomalies among the training rows would bend it.
/// Source: the Weibull-tail coefficient, Gardes and Girard, Test 17 (2008).
/// </summary>
/// <param name="Scale">Units of t.</param>
/// <param name="Shape">Above 1 for tails lighter than the raw model's.</param>
public readonly record struct TailCalibration(double Scale, double Shape)
{
    /// <summary>Survival at which the fitted range begins.</summary>
    public const double Upper = 0.02;

    /// <summary>Survival at which the fitted range ends.</summary>
    public const double Lower = 0.001;

    /// <summary>Surprises that the fitted range must hold at least.</summary>
    const int FewestExceedances = 20;

    /// <summary>Takes the raw model at its word: P = exp(−t).</summary>
    public static TailCalibration Raw => new(1, 1);

    /// <summary>Fits the tail; <see cref="Raw"/> when the histogram holds too few values to tell.</summary>
    public static TailCalibration Fit(TailHistogram histogram)
    {
        var lower = Math.Max(Lower, (double)FewestExceedances / Math.Max(1, histogram.Total));
        if (lower > Upper / 4) return Raw;
        double n = 0, sumX = 0, sumY = 0, sumXX = 0, sumXY = 0, previous = 1;
        var above = histogram.Total;
        for (var bin = 0; bin < histogram.Counts.Length; bin++)
        {
            var survival = (double)above / histogram.Total;
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
            above -= histogram.Counts[bin];
        }
        var spread = n * sumXX - sumX * sumX;
        if (n < 3 || spread <= 1e-9) return Raw;
        var shape = Math.Clamp((n * sumXY - sumX * sumY) / spread, 0.25, 4);
        return new TailCalibration(Math.Exp((sumX - sumY / shape) / n), shape);
    }

    /// <summary>P(T ≥ t).</summary>
    public double Probability(double surprise) => Math.Exp(-Math.Pow(Math.Max(0, surprise) / Scale, Shape));

    /// <summary>The t that is exceeded with this probability.</summary>
    public double Threshold(double probability) => Scale * Math.Pow(-Math.Log(probability), 1 / Shape);
}
