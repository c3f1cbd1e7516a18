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

    /// <summary>Room that the solvers need.</summary>
    public static int WorkLength(int factors, int seen) => factors * (Math.Max(3, factors) + seen) + seen;

    /// <summary>Solves by Cholesky decomposition: factors²/2 multiplications for each row seen, and factors³/6.</summary>
    /// <param name="fixedRows">The rows y, each of <paramref name="factors"/> values.</param>
    /// <param name="factors">Length of a row.</param>
    /// <param name="gram">G, factors by factors.</param>
    /// <param name="seen">Which rows were bought.</param>
    /// <param name="confidences">c − 1 of each.</param>
    /// <param name="work">Room for <see cref="WorkLength"/> values.</param>
    /// <param name="x">Where the solution goes.</param>
    public static void SolveExactly(ReadOnlySpan<float> fixedRows, int factors, ReadOnlySpan<float> gram, ReadOnlySpan<int> seen, ReadOnlySpan<float> confidences, Span<float> work, Span<float> x)
    {
        var system = work[..(factors * factors)];
        var weights = work.Slice(system.Length, seen.Length);
        var rows = work.Slice(system.Length + seen.Length, seen.Length * factors);
        for (var i = 0; i < seen.Length; i++)
        {
            fixedRows.Slice(seen[i] * factors, factors).CopyTo(rows[(i * factors)..]);
            weights[i] = 1 + confidences[i];
        }
        x.Clear();
        RowKernels.AddScaled(x, rows, factors, weights);
        for (var row = 0; row < factors; row++)
        {
            for (var i = 0; i < seen.Length; i++) weights[i] = confidences[i] * rows[i * factors + row];
            var sum = system.Slice(row * factors, row + 1);
            gram.Slice(row * factors, row + 1).CopyTo(sum);
            RowKernels.AddScaled(sum, rows, factors, weights);
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
    /// <param name="work">Room for <see cref="WorkLength"/> values.</param>
    /// <param name="x">The start, and where the solution goes.</param>
    public static void Improve(ReadOnlySpan<float> fixedRows, int factors, ReadOnlySpan<float> gram, ReadOnlySpan<int> seen, ReadOnlySpan<float> confidences, int steps, Span<float> work, Span<float> x)
    {
        Span<float> residual = work[..factors], direction = work.Slice(factors, factors), product = work.Slice(2 * factors, factors);
        var weights = work.Slice(3 * factors, seen.Length);
        RowKernels.Dot(fixedRows, factors, seen, x, weights);
        for (var i = 0; i < weights.Length; i++) weights[i] = 1 + confidences[i] - confidences[i] * weights[i];
        RowKernels.Dot(gram, factors, x, product);
        for (var f = 0; f < factors; f++) residual[f] = -product[f];
        RowKernels.AddScaled(residual, fixedRows, factors, seen, weights);
        residual.CopyTo(direction);
        var error = Kernels.Dot(residual, residual);
        for (var step = 0; step < steps && error > 1e-20f; step++)
        {
            RowKernels.Dot(fixedRows, factors, seen, direction, weights);
            Kernels.Multiply(weights, confidences);
            product.Clear();
            RowKernels.AddScaled(product, gram, factors, direction);
            RowKernels.AddScaled(product, fixedRows, factors, seen, weights);
            var length = error / Kernels.Dot(direction, product);
            Kernels.AddScaled(x, length, direction);
            Kernels.AddScaled(residual, -length, product);
            var next = Kernels.Dot(residual, residual);
            var keep = next / error;
            for (var f = 0; f < factors; f++) direction[f] = residual[f] + keep * direction[f];
            error = next;
        }
    }
}
