namespace DistributedML.Learning.Forecasting.ExponentialSmoothing;

/// <summary>A fitted exponential smoothing model: its parameters and the states before the first value. Immutable.</summary>
/// <param name="Form">The form.</param>
/// <param name="Parameters">The smoothing parameters.</param>
/// <param name="Level">The initial level.</param>
/// <param name="Slope">The initial slope per step; 0 without a trend.</param>
/// <param name="Season">The initial effect of each phase, the first value's phase first; their sum is 0. One 0 without a season.</param>
/// <param name="Variance">Variance of the one-step errors: their squares' sum over the values less the fitted parameters.</param>
/// <param name="LogLikelihood">Gaussian log-likelihood of the values.</param>
/// <param name="Aicc">Corrected Akaike information criterion: −2·log-likelihood + 2k + 2k(k + 1)/(n − k − 1), k counting the variance; smaller is better.</param>
public sealed record EtsModel(
    EtsForm Form, EtsParameters Parameters, double Level, double Slope, double[] Season, double Variance, double LogLikelihood, double Aicc)
{
    /// <summary>The model before the first value, ready to observe the series.</summary>
    public EtsForecaster Start() => new(this);
}
