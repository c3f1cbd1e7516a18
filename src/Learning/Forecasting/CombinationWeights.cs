namespace DistributedML.Learning.Forecasting;

/// <summary>
/// The weights of forecasters in a combination, from their absolute errors at origins in the series' own past: each proportional to its error
/// to the power of minus <see cref="ForecasterOptions.CombinationPower"/> (Bates and Granger 1969, with the power left open).
/// </summary>
sealed class CombinationWeights(ForecasterOptions options, int forecasters, int steps)
{
    /// <summary>Writes the forecasts of all forecasters, one row each.</summary>
    public delegate void Forecasts(Span<double> means, int horizon);

    readonly double[] _errors = new double[forecasters];
    readonly int _horizon = options.ValidationHorizon!.Value, _apart = options.ValidationStep!.Value;
    readonly double[] _means = new double[forecasters * options.ValidationHorizon!.Value];
    bool _compared;

    /// <summary>Whether the forecasters are to be compared before they observe this step.</summary>
    public bool IsOrigin(int step)
    {
        var back = steps - _horizon - step;
        return step >= options.MinimumPeriods && back >= 0 && back % _apart == 0 && back / _apart < options.ValidationOrigins;
    }

    /// <summary>Adds the errors of one origin; none when all of its values are missing.</summary>
    public void Compare(Forecasts forecasts, ReadOnlySpan<double> actual)
    {
        if (!actual.ContainsAnyExcept(double.NaN)) return;
        forecasts(_means, actual.Length);
        for (var i = 0; i < _errors.Length; i++)
            _errors[i] += ForecastErrors.MeanAbsolute(actual, _means.AsSpan(i * actual.Length, actual.Length));
        _compared = true;
    }

    /// <summary>Writes the weights, which sum to 1; leaves them as they are when there was no origin or no error at all.</summary>
    public void Write(Span<double> weights)
    {
        double least = _errors.Min(), sum = 0;
        if (!_compared || _errors.Max() == 0) return;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] = Ratio(_errors[i], least);
        for (var i = 0; i < weights.Length; i++) weights[i] /= sum;
    }

    double Ratio(double error, double least) => error == least ? 1 : Math.Pow(least / error, options.CombinationPower);
}
