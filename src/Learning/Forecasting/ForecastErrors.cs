namespace DistributedML.Learning.Forecasting;

/// <summary>Measures of forecast errors over a horizon.</summary>
public static class ForecastErrors
{
    /// <summary>Mean of |y − f|.</summary>
    public static double MeanAbsolute(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        double sum = 0;
        for (var i = 0; i < actual.Length; i++) sum += Math.Abs(actual[i] - forecast[i]);
        return sum / actual.Length;
    }

    /// <summary>Mean of 200·|y − f| / (|y| + |f|), 0 where both are 0: between 0 and 200.</summary>
    public static double SymmetricPercentage(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        double sum = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            var size = Math.Abs(actual[i]) + Math.Abs(forecast[i]);
            if (size > 0) sum += 200 * Math.Abs(actual[i] - forecast[i]) / size;
        }
        return sum / actual.Length;
    }

    /// <summary>Part of the values inside their interval, ends included.</summary>
    public static double Coverage(ReadOnlySpan<double> actual, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        var inside = 0;
        for (var i = 0; i < actual.Length; i++)
            if (actual[i] >= lower[i] && actual[i] <= upper[i]) inside++;
        return (double)inside / actual.Length;
    }

    /// <summary>Mean absolute error of the seasonal naive forecast inside a series, the scale of MASE; 0 when the series has no more than a season.</summary>
    public static double SeasonalNaive(ReadOnlySpan<double> values, int seasonLength)
    {
        double sum = 0;
        for (var i = seasonLength; i < values.Length; i++) sum += Math.Abs(values[i] - values[i - seasonLength]);
        return values.Length <= seasonLength ? 0 : sum / (values.Length - seasonLength);
    }
}
