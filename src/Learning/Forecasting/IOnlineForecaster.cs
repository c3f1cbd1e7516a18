namespace DistributedML.Learning.Forecasting;

/// <summary>
/// A forecaster of one regularly spaced series that learns value by value. The state is a function of the values alone; predicting does not
/// change it.
/// </summary>
public interface IOnlineForecaster : IState
{
    /// <summary>Learns the series' next value.</summary>
    void Observe(double value);

    /// <summary>Goes one step on without a value; unless it is implemented, as if the value had been the one forecast.</summary>
    void Skip()
    {
        Span<double> next = stackalloc double[1];
        Predict(next);
        Observe(next[0]);
    }

    /// <summary>Writes the point forecasts of the next values, the nearest first, as many as <paramref name="means"/> is long.</summary>
    void Predict(Span<double> means);

    /// <summary>A copy that shares nothing that changes with this one.</summary>
    IOnlineForecaster Copy();
}
