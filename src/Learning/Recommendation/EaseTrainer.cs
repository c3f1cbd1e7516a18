using DistributedML.Compute;

namespace DistributedML.Learning.Recommendation;

/// <summary>
/// EASE in closed form: P = (XᵀX + L2·I)⁻¹, weight of item i for item j: −P_ij / P_jj. Every rank holds all interactions and its rows of the
/// matrix. Time: items³/2 multiplications, divided by the ranks; memory: items² values on each.
/// </summary>
sealed class EaseTrainer(EaseOptions options)
{
    public WeightScorer Train(Interactions rows, Training training)
    {
        var (collective, progress, cancel) = training;
        if (rows.Items == 0) return WeightTable.Empty;
        var inverse = new SymmetricInverse(rows.Items, collective);
        FillMoments(rows, inverse, cancel);
        inverse.Invert((done, all) => progress?.Report(new("EASE inverse", done, all)), cancel);
        var table = new WeightTable(rows.Items, options.Neighbours, collective);
        return table.Build(useCounts: false, (target, weights) => WeightsTo(target, inverse, weights), bySize: true, cancel);
    }

    /// <summary>XᵀX + L2·I: how many users bought both of two items.</summary>
    void FillMoments(Interactions rows, SymmetricInverse matrix, CancellationToken cancel)
    {
        var buyers = rows.Transpose();
        for (var item = 0; item < rows.Items; item++)
        {
            if (!matrix.Owns(item)) continue;
            cancel.ThrowIfCancellationRequested();
            var row = matrix.Row(item);
            foreach (var user in buyers.ItemsOf(item))
                foreach (var other in rows.ItemsOf(user))
                {
                    if (other > item) break;
                    row[other]++;
                }
            row[item] += (float)options.L2;
        }
    }

    static void WeightsTo(int target, SymmetricInverse inverse, Span<float> weights)
    {
        var row = inverse.Row(target);
        var scale = -1 / row[target];
        for (var source = 0; source < target; source++) weights[source] = scale * row[source];
        weights[target] = 0;
        for (var source = target + 1; source < weights.Length; source++) weights[source] = scale * inverse.Row(source)[target];
    }
}
