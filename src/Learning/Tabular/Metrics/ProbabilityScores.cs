namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>Weighted means of what predicted probabilities cost; NaN where no row counts.</summary>
/// <param name="Weight">Sum of the weights.</param>
/// <param name="LogLoss">Mean of −ln of the true class's probability, which is kept between 2⁻⁵² and 1 − 2⁻⁵².</param>
/// <param name="Brier">
/// Mean squared distance of the probabilities from 1 for the true class and 0 for others; half of it for two classes, where it is the
/// squared error of the positive class's probability.
/// </param>
/// <param name="TopKAccuracy">
/// Part of the rows whose class is among the k most probable ones. Of equal probabilities the later class ranks first.
/// </param>
public readonly record struct ProbabilityScores(double Weight, double LogLoss, double Brier, double TopKAccuracy);
