using DistributedML.Numerics;

namespace DistributedML.Learning.Recommendation;

/// <summary>
/// One row of alternating least squares: the x that minimises Σ_all (p − xᵀy)² + Σ_seen (c − 1)(p − xᵀy)² + regularization·‖x‖² against fixed
/// rows y, which solves (G + Σ_seen (c − 1) yyᵀ) x = Σ_seen c·y with G = YᵀY + regularization·I.
/// </summary>
static class AlsRow
{
    /// <summary>c − 1 of a pair bought in so many baskets.</summary>
    public static float Confidence(float baskets, float alpha) => alpha * MathF.Log(1 + baskets);

    /// <summary>Solves by Cholesky decomposition.</summary>
    /// <param name="fixedRows">The rows y, each of <paramref name="factors"/> values.</param>
    /// <param name="factors">Length of a row.</param>
    /// <param name="gram">G, factors by factors.</param>
    /// <param name="seen">Which rows were bought.</param>
    /// <param name="confidences">c − 1 of each.</param>
    /// <param name="system">Room for factors by factors values.</param>
    /// <param name="x">Where the solution goes.</param>
    public static void SolveExactly(ReadOnlySpan<float> fixedRows, int factors, ReadOnlySpan<float> gram, ReadOnlySpan<int> seen, ReadOnlySpan<float> confidences, Span<float> system, Span<float> x)
    {
        gram.CopyTo(system);
        x.Clear();
        for (var i = 0; i < seen.Length; i++)
        {
            var y = fixedRows.Slice(seen[i] * factors, factors);
            Kernels.AddScaled(x, 1 + confidences[i], y);
            for (var row = 0; row < factors; row++) Kernels.AddScaled(system.Slice(row * factors, row + 1), confidences[i] * y[row], y);
        }
        Cholesky.Factor(system, factors);
        Cholesky.Solve(system, factors, x);
    }

    /// <summary>
    /// Improves x by steps of conjugate gradient, each of which needs factors² + 2·factors·seen multiplications. Source: Takács, Pilászy and
    /// Tikk, RecSys 2011.
    /// </summary>
    /// <param name="fixedRows">The rows y, each of <paramref name="factors"/> values.</param>
    /// <param name="factors">Length of a row.</param>
    /// <param name="gram">G, factors by factors.</param>
    /// <param name="seen">Which rows were bought.</param>
    /// <param name="confidences">c − 1 of each.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="work">Room for 3·factors values.</param>
    /// <param name="x">The start, and where the solution goes.</param>
    public static void Improve(ReadOnlySpan<float> fixedRows, int factors, ReadOnlySpan<float> gram, ReadOnlySpan<int> seen, ReadOnlySpan<float> confidences, int steps, Span<float> work, Span<float> x)
    {
        Span<float> residual = work[..factors], direction = work.Slice(factors, factors), product = work.Slice(2 * factors, factors);
        for (var row = 0; row < factors; row++) residual[row] = -Kernels.Dot(gram.Slice(row * factors, factors), x);
        for (var i = 0; i < seen.Length; i++)
        {
            var y = fixedRows.Slice(seen[i] * factors, factors);
            Kernels.AddScaled(residual, 1 + confidences[i] - confidences[i] * Kernels.Dot(y, x), y);
        }
        residual.CopyTo(direction);
        var error = Kernels.Dot(residual, residual);
        for (var step = 0; step < steps && error > 1e-20f; step++)
        {
            for (var row = 0; row < factors; row++) product[row] = Kernels.Dot(gram.Slice(row * factors, factors), direction);
            for (var i = 0; i < seen.Length; i++)
            {
                var y = fixedRows.Slice(seen[i] * factors, factors);
                Kernels.AddScaled(product, confidences[i] * Kernels.Dot(y, direction), y);
            }
            var length = error / Kernels.Dot(direction, product);
            Kernels.AddScaled(x, length, direction);
            Kernels.AddScaled(residual, -length, product);
            var next = Kernels.Dot(residual, residual);
            for (var f = 0; f < factors; f++) direction[f] = residual[f] + next / error * direction[f];
            error = next;
        }
    }
}
