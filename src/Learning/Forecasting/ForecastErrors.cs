namespace DistributedML.Learning.Forecasting;

/// <summary>Measures of forecast errors over a horizon. Missing actual values (NaN) are left out; a measure is NaN when all are.</summary>
public static class ForecastErrors
{
    /// <summary>Mean of |y − f|.</summary>
    public static double MeanAbsolute(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        double sum = 0;
        var known = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            if (double.IsNaN(actual[i])) continue;
            sum += Math.Abs(actual[i] - forecast[i]);
            known++;
        }
        return sum / known;
    }

    /// <summary>Mean of 200·|y − f| / (|y| + |f|), 0 where both are 0: between 0 and 200.</summary>
    public static double SymmetricPercentage(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        double sum = 0;
        var known = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            if (double.IsNaN(actual[i])) continue;
            var size = Math.Abs(actual[i]) + Math.Abs(forecast[i]);
            if (size > 0) sum += 200 * Math.Abs(actual[i] - forecast[i]) / size;
            known++;
        }
        return sum / known;
    }

    /// <summary>Part of the values inside their interval, ends included.</summary>
    public static double Coverage(ReadOnlySpan<double> actual, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        int inside = 0, known = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            if (double.IsNaN(actual[i])) continue;
            if (actual[i] >= lower[i] && actual[i] <= upper[i]) inside++;
            known++;
        }
        return (double)inside / known;
    }

    /// <summary>
    /// Mean absolute error of the seasonal naive forecast inside a series, the scale of MASE; 0 when no two values are a season apart.
    /// </summary>
    public static double SeasonalNaive(ReadOnlySpan<double> values, int seasonLength)
    {
        double sum = 0;
        var known = 0;
        for (var i = seasonLength; i < values.Length; i++)
        {
            var error = Math.Abs(values[i] - values[i - seasonLength]);
            if (double.IsNaN(error)) continue;
            sum += error;
            known++;
        }
        return known == 0 ? 0 : sum / known;
    }
}
