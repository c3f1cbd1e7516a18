namespace DistributedML.Numerics.Optimization;

/// <summary>What L-BFGS found.</summary>
/// <param name="Value">The function at the point found.</param>
/// <param name="Iterations">Steps taken.</param>
/// <param name="Evaluations">How often the function was evaluated.</param>
/// <param name="Converged">Whether a tolerance was reached.</param>
/// <param name="Reason">Why it ended, in words.</param>
public sealed record LbfgsResult(double Value, int Iterations, int Evaluations, bool Converged, string Reason);
