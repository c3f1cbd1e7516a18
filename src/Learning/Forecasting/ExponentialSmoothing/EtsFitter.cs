using DistributedML.Numerics.Optimization;

namespace DistributedML.Learning.Forecasting.ExponentialSmoothing;

/// <summary>
/// Fits exponential smoothing models by maximum likelihood and chooses the form by AICc. The initial states are part of the maximum
/// (least squares for given smoothing parameters), the smoothing parameters are found by Nelder and Mead's simplex in the usual region:
/// 0 &lt; α &lt; 1, 0 &lt; β &lt; α, 0 &lt; γ &lt; 1 − α, 0.8 ≤ φ ≤ 0.98.
/// </summary>
public static class EtsFitter
{
    const int LeastValues = 5;
    const double Margin = 1e-4;
    const double LeastDamping = 0.8;
    const double MostDamping = 0.98;

    /// <summary>Fits each form that has fewer parameters than the series has values and returns the one with the smallest AICc.</summary>
    /// <param name="values">The series, in steps of equal length.</param>
    /// <param name="seasonLength">Steps of a season; 1 for none.</param>
    /// <exception cref="ArgumentException">The series is too short for every form: fewer than 5 values; or a value is not
    /// finite.</exception>
    public static EtsModel Fit(ReadOnlySpan<double> values, int seasonLength)
    {
        EtsModel? best = null;
        foreach (var form in EtsForm.All(seasonLength))
        {
            if (!Fits(values.Length, form)) continue;
            var model = Fit(values, form);
            if (best is null || model.Aicc < best.Aicc) best = model;
        }
        return best ?? throw new ArgumentException($"{values.Length} values are too few to fit; expected at least {LeastValues}");
    }

    /// <summary>Fits one form.</summary>
    /// <exception cref="ArgumentException">The series has too few values for the form's parameters, or a value is not finite.</exception>
    public static EtsModel Fit(ReadOnlySpan<double> values, EtsForm form)
    {
        if (!Fits(values.Length, form)) throw new ArgumentException($"{values.Length} values are too few for {form}; expected at least {Parameters(form) + 2}");
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i])) throw new ArgumentException($"value {i} is {values[i]}; expected a finite number", nameof(values));
        var likelihood = new EtsLikelihood(values, form);
        var lower = new double[form.SmoothingParameters];
        var upper = new double[form.SmoothingParameters];
        Array.Fill(lower, Margin);
        Array.Fill(upper, 1 - Margin);
        var minimum = new NelderMead(lower, upper) { MaxEvaluations = 100 * form.SmoothingParameters, ValueTolerance = 1e-7, PointTolerance = 1e-3 }
            .Minimize(point => likelihood.SumOfSquares(ToParameters(point, form)), Middle(form), 0.2);
        return ToModel(values, likelihood, form, ToParameters(minimum.Point, form));
    }

    /// <summary>The best form's fit, or for a series too short to fit a slowly smoothed level and season from zero.</summary>
    internal static EtsModel FitOrDefault(ReadOnlySpan<double> values, int seasonLength) => values.Length >= LeastValues
        ? Fit(values, seasonLength)
        : new(new(EtsTrend.None, seasonLength), new(0.1, 0, 0, seasonLength > 1 ? 0.1 : 0), 0, 0, new double[seasonLength], 0, double.NaN, double.NaN);

    static bool Fits(int values, EtsForm form) => values >= Parameters(form) + 2;

    /// <summary>All fitted numbers: smoothing parameters, initial states and the variance.</summary>
    static int Parameters(EtsForm form) => form.SmoothingParameters + form.InitialStates + 1;

    static double[] Middle(EtsForm form)
    {
        var start = new double[form.SmoothingParameters];
        Array.Fill(start, 0.1);
        start[0] = 0.2;
        if (form.Trend == EtsTrend.Damped) start[2] = 0.8;
        return start;
    }

    /// <summary>From the unit cube, in the order α, β/α, φ between its bounds, γ/(1 − α), to the region.</summary>
    static EtsParameters ToParameters(ReadOnlySpan<double> point, EtsForm form)
    {
        var alpha = point[0];
        var beta = form.Trend == EtsTrend.None ? 0 : alpha * point[1];
        var phi = form.Trend switch
        {
            EtsTrend.None => 0,
            EtsTrend.Additive => 1,
            _ => LeastDamping + (MostDamping - LeastDamping) * point[2],
        };
        return new(alpha, beta, phi, form.HasSeason ? (1 - alpha) * point[^1] : 0);
    }

    static EtsModel ToModel(ReadOnlySpan<double> values, EtsLikelihood likelihood, EtsForm form, EtsParameters parameters)
    {
        var (level, slope, season) = likelihood.InitialStates(parameters);
        var model = new EtsModel(form, parameters, level, slope, season, 0, 0, 0);
        var filter = model.Start();
        double squares = 0;
        foreach (var value in values)
        {
            var error = filter.Innovate(value);
            squares += error * error;
        }
        double n = values.Length, k = Parameters(form);
        var logLikelihood = -n / 2 * (Math.Log(2 * Math.PI * Math.Max(squares, double.Epsilon) / n) + 1);
        return model with
        {
            Variance = squares / (n - (k - 1)),
            LogLikelihood = logLikelihood,
            Aicc = -2 * logLikelihood + 2 * k + 2 * k * (k + 1) / (n - k - 1),
        };
    }
}
