namespace DistributedML.Numerics.Optimization;

/// <summary>When L-BFGS stops, and how much it remembers.</summary>
public sealed record LbfgsOptions
{
    /// <summary>How many of the last steps form the approximation of the Hessian; at least 1. Each takes 2n values of memory.</summary>
    public int History { get; init; } = 10;

    /// <summary>The max number of iterations; at least 0. An iteration evaluates the function once or a few times.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Converged when no partial derivative is larger in magnitude; at least 0. SciPy calls it gtol.</summary>
    public double GradientTolerance { get; init; } = 1e-4;

    /// <summary>
    /// Converged when an iteration lowers f by no more than this times max(|f before|, |f after|, 1); at least 0. SciPy calls it ftol.
    /// </summary>
    public double RelativeTolerance { get; init; } = 64 * 2.2e-16;
}
