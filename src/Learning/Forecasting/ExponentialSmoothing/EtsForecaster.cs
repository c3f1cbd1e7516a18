namespace DistributedML.Learning.Forecasting.ExponentialSmoothing;

/// <summary>
/// An exponential smoothing model at work, in innovations form with additive error. O(1) per value.
/// Source: Hyndman, Koehler, Ord, Snyder, Forecasting with Exponential Smoothing (2008), chapters 2, 5 and 6.
/// </summary>
public sealed class EtsForecaster : IOnlineForecaster
{
    readonly EtsParameters _parameters;
    readonly double _variance;
    readonly double[] _season;
    double _level;
    double _slope;
    int _phase;

    internal EtsForecaster(EtsModel model)
        : this(model.Parameters, model.Variance, [.. model.Season])
    {
        _level = model.Level;
        _slope = model.Slope;
    }

    EtsForecaster(EtsParameters parameters, double variance, double[] season)
    {
        _parameters = parameters;
        _variance = variance;
        _season = season;
    }

    /// <summary>The level after the newest value.</summary>
    public double Level => _level;

    /// <summary>The slope after the newest value, per step.</summary>
    public double Slope => _slope;

    /// <summary>Learns the next value and returns the error of its one-step forecast.</summary>
    public double Innovate(double value)
    {
        var slope = _parameters.Phi * _slope;
        var error = value - _level - slope - _season[_phase];
        _level += slope + _parameters.Alpha * error;
        _slope = slope + _parameters.Beta * error;
        _season[_phase] += _parameters.Gamma * error;
        _phase = _phase + 1 == _season.Length ? 0 : _phase + 1;
        return error;
    }

    /// <inheritdoc/>
    public void Observe(double value) => Innovate(value);

    /// <inheritdoc/>
    public void Predict(Span<double> means)
    {
        double power = 1, sum = 0;
        for (var step = 0; step < means.Length; step++)
        {
            sum += power *= _parameters.Phi;
            means[step] = _level + sum * _slope + _season[(_phase + step) % _season.Length];
        }
    }

    /// <summary>Writes the forecast's variance at each step ahead: exact for these models, which are linear.</summary>
    public void Variances(Span<double> variances)
    {
        if (variances.Length == 0) return;
        _parameters.ErrorFactors(variances[1..], _season.Length);
        double sum = 1;
        for (var step = 0; step < variances.Length; step++)
        {
            if (step > 0) sum += variances[step] * variances[step];
            variances[step] = _variance * sum;
        }
    }

    /// <summary>The forecast of a daily series with intervals of Gaussian errors.</summary>
    /// <param name="firstDay">The day of the next value.</param>
    /// <param name="horizon">Steps ahead; at least 1.</param>
    /// <param name="level">Coverage of the intervals, between 0 and 1.</param>
    public Forecast Predict(DateOnly firstDay, int horizon, double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "expected between 0 and 1, both excluded");
        var forecast = new Forecast(firstDay, level, new double[horizon], new double[horizon], new double[horizon]);
        Predict(forecast.Mean);
        Variances(forecast.Upper);
        var width = NormalDistribution.Quantile((1 + level) / 2);
        for (var step = 0; step < horizon; step++)
        {
            var half = width * Math.Sqrt(forecast.Upper[step]);
            (forecast.Lower[step], forecast.Upper[step]) = (forecast.Mean[step] - half, forecast.Mean[step] + half);
        }
        return forecast;
    }

    /// <inheritdoc/>
    public IOnlineForecaster Copy() => new EtsForecaster(_parameters, _variance, [.. _season]) { _level = _level, _slope = _slope, _phase = _phase };

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_parameters.Alpha);
        writer.Write(_parameters.Beta);
        writer.Write(_parameters.Phi);
        writer.Write(_parameters.Gamma);
        writer.Write(_variance);
        writer.Write(_season.Length);
        writer.WriteValues(_season);
        writer.Write(_level);
        writer.Write(_slope);
        writer.Write(_phase);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static EtsForecaster Read(BinaryReader reader)
    {
        var parameters = new EtsParameters(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        var variance = reader.ReadDouble();
        return new(parameters, variance, reader.ReadValues<double>(reader.ReadInt32()))
        {
            _level = reader.ReadDouble(),
            _slope = reader.ReadDouble(),
            _phase = reader.ReadInt32(),
        };
    }
}
