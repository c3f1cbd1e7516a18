namespace DistributedML.Numerics.Optimization;

/// <summary>What a minimisation found.</summary>
/// <param name="Point">The best point.</param>
/// <param name="Value">The objective there.</param>
/// <param name="Evaluations">How often the objective was evaluated.</param>
/// <param name="Converged">Whether the tolerances were reached before the evaluations ran out.</param>
public sealed record Minimum(double[] Point, double Value, int Evaluations, bool Converged);
