namespace DistributedML.Numerics.Optimization;

/// <summary>A smooth function of n parameters.</summary>
/// <param name="parameters">Where it is evaluated; n values.</param>
/// <param name="gradient">Receives its n partial derivatives; the former content is undefined.</param>
/// <returns>Its value there. NaN or infinity means that it has none; a minimiser then takes a shorter step.</returns>
public delegate double DifferentiableFunction(ReadOnlySpan<double> parameters, Span<double> gradient);
