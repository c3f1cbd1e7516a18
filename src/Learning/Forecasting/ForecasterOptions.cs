namespace DistributedML.Learning.Forecasting;

/// <summary>Options of the forecaster.</summary>
public sealed record ForecasterOptions : IOptions
{
    /// <inheritdoc/>
    public IEnumerable<OptionError> Check() => [];
}
