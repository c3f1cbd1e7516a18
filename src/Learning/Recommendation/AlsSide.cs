using DistributedML.Compute;

namespace DistributedML.Learning.Recommendation;

/// <summary>One side of alternating least squares, users or items: solves its rows against the other side's.</summary>
sealed class AlsSide
{
    readonly Interactions _confidences;
    readonly AlsOptions _options;
    readonly ICollective _collective;
    readonly int[] _bounds;
    readonly int _longest;

    public AlsSide(Interactions confidences, AlsOptions options, ICollective collective)
    {
        (_confidences, _options, _collective) = (confidences, options, collective);
        _bounds = Shares.ByCost(confidences.Users, row => confidences.ItemsOf(row).Length + options.Factors / 2, collective.Ranks);
        for (var row = 0; row < confidences.Users; row++) _longest = Math.Max(_longest, confidences.ItemsOf(row).Length);
    }

    /// <summary>Solves all rows against the other side's; each rank its own, then all exchange.</summary>
    public void Solve(float[] fixedRows, float[] rows, CancellationToken cancel)
    {
        var factors = _options.Factors;
        var gram = GramOf(fixedRows);
        var (first, end) = (_bounds[_collective.Rank], _bounds[_collective.Rank + 1]);
        var work = new float[AlsRow.WorkLength(factors, _longest)];
        for (var row = first; row < end; row++)
        {
            if ((row & 63) == 0) cancel.ThrowIfCancellationRequested();
            var x = rows.AsSpan(row * factors, factors);
            var seen = _confidences.ItemsOf(row);
            var confidences = _confidences.CountsOf(row);
            if (_options.Solver == AlsSolver.Cholesky) AlsRow.SolveExactly(fixedRows, factors, gram, seen, confidences, work, x);
            else AlsRow.Improve(fixedRows, factors, gram, seen, confidences, _options.ConjugateGradientSteps, work, x);
        }
        if (_collective.Ranks == 1) return;
        var solved = _collective.AllGather<float>(rows.AsSpan(first * factors, (end - first) * factors));
        for (var rank = 0; rank < solved.Length; rank++) solved[rank].CopyTo(rows, _bounds[rank] * factors);
    }

    /// <summary>YᵀY + regularization·I of the other side's rows.</summary>
    public float[] GramOf(float[] fixedRows)
    {
        var factors = _options.Factors;
        var gram = new float[factors * factors];
        Numerics.Symmetric.Gram(fixedRows, factors, gram);
        for (var f = 0; f < factors; f++) gram[f * factors + f] += (float)_options.Regularization;
        return gram;
    }
}
