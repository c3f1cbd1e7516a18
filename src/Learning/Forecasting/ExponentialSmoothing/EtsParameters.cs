namespace DistributedML.Learning.Forecasting.ExponentialSmoothing;

/// <summary>Smoothing parameters in the innovations form: how much of a step's error enters each state.</summary>
/// <param name="Alpha">α of the level, 0 to 1.</param>
/// <param name="Beta">β of the slope, 0 to α; 0 without a trend.</param>
/// <param name="Phi">φ by which the slope is damped each step; 1 for an undamped one, 0 without a trend.</param>
/// <param name="Gamma">γ of the season, 0 to 1 − α; 0 without a season.</param>
public readonly record struct EtsParameters(double Alpha, double Beta, double Phi, double Gamma)
{
    /// <summary>
    /// How much an error still matters to the forecast j ≥ 1 steps later: c_j = α + β(φ + … + φʲ) + γ[j divisible by the season length].
    /// The forecast variance is σ²(1 + Σ c_j²) over the steps before it (Hyndman, Koehler, Ord, Snyder 2008, table 6.1, class 1).
    /// </summary>
    /// <param name="factors">The first entry is of j = 1.</param>
    /// <param name="seasonLength">Steps of a season; 1 for none.</param>
    public void ErrorFactors(Span<double> factors, int seasonLength)
    {
        double power = 1, sum = 0;
        for (var j = 1; j <= factors.Length; j++)
        {
            sum += power *= Phi;
            factors[j - 1] = Alpha + Beta * sum + (seasonLength > 1 && j % seasonLength == 0 ? Gamma : 0);
        }
    }
}
