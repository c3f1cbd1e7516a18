namespace DistributedML.Numerics.Distributions;

/// <summary>
/// A distribution of a real number. Parameters out of their range are refused when it is made. Cumulative probabilities and quantiles are
/// good to about 1e-12 of their value unless a distribution says otherwise, in the lower tail as in the upper one by <see
/// cref="Survival"/>.
/// </summary>
public abstract class Distribution
{
    /// <summary>The mean; NaN or infinity where there is none.</summary>
    public abstract double Mean { get; }

    /// <summary>The variance; NaN or infinity where there is none.</summary>
    public abstract double Variance { get; }

    /// <summary>The logarithm of the density, of discrete distributions that of the mass; −∞ outside of the support.</summary>
    public abstract double LogDensity(double x);

    /// <summary>The density, of discrete distributions the mass; 0 outside of the support.</summary>
    public virtual double Density(double x) => Math.Exp(LogDensity(x));

    /// <summary>P(X ≤ x).</summary>
    public abstract double Cumulative(double x);

    /// <summary>P(X &gt; x), with all digits where it is small.</summary>
    public abstract double Survival(double x);

    /// <summary>The smallest x of the support with P(X ≤ x) ≥ p.</summary>
    /// <param name="p">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">p is outside of [0, 1].</exception>
    public abstract double Quantile(double p);

    /// <summary>The x of a counter: the quantile of its uniform number, so that a number depends on seed and counter only.</summary>
    public virtual double Sample(CounterRandom random, long counter) => Quantile(random.Uniform(counter));
}
