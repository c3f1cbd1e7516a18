namespace DistributedML.Learning.Forecasting;

/// <summary>Sums of absolute values.</summary>
/// <param name="Negative">Of the negative values.</param>
/// <param name="All">Of all values.</param>
record struct SignedSizes(double Negative, double All)
{
    const double Share = 0.01;

    /// <summary>Whether the negative values matter: they make up more than 1 % of all.</summary>
    public readonly bool IsMixed => Negative > Share * All;

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        All += Math.Abs(value);
        if (value < 0) Negative -= value;
    }
}
