
namespace DistributedML.Learning.Recommendation;

/// <summary>
/// Item-item neighbours: similarities are products of the items' weighted columns. Every rank holds all interactions and its share of the items.
/// Time: for each user the square of its items, divided by the ranks.
/// </summary>
sealed class NeighbourTrainer(NeighbourOptions options)
{
    public WeightScorer Train(Interactions rows, Training training)
    {
        var (collective, progress, cancel) = training;
        if (rows.Items == 0) return WeightTable.Empty;
        var weighted = options.Similarity == ItemSimilarity.Cosine ? Cosine(rows) : Bm25(rows);
        var buyers = weighted.Transpose();
        progress?.Report(new("Item similarities", 0, 1));
        var table = new WeightTable(rows.Items, options.Neighbours, collective);
        var scorer = table.Build(useCounts: true, Similarities, bySize: false, cancel);
        progress?.Report(new("Item similarities", 1, 1));
        return scorer;

        void Similarities(int target, Span<float> similarities)
        {
            similarities.Clear();
            var users = buyers.ItemsOf(target);
            var values = buyers.CountsOf(target);
            for (var u = 0; u < users.Length; u++)
            {
                var others = weighted.ItemsOf(users[u]);
                var othersValues = weighted.CountsOf(users[u]);
                for (var i = 0; i < others.Length; i++) similarities[others[i]] += values[u] * othersValues[i];
            }
        }
    }

    static Interactions Cosine(Interactions rows)
    {
        var lengths = new double[rows.Items];
        rows.ForEach((_, item, baskets) => lengths[item] += baskets * baskets);
        return rows.Map((_, item, baskets) => (float)(baskets / Math.Sqrt(lengths[item])));
    }

    /// <summary>Users are the documents, items the terms: baskets·(k1 + 1) / (baskets + k1·(1 − b + b·length / mean length)) · log(users / (1 + buyers)).</summary>
    Interactions Bm25(Interactions rows)
    {
        double[] lengths = new double[rows.Users], buyers = new double[rows.Items];
        rows.ForEach((user, item, baskets) =>
        {
            lengths[user] += baskets;
            buyers[item]++;
        });
        var mean = lengths.Average();
        return rows.Map((user, item, baskets) =>
        {
            var saturation = baskets * (options.K1 + 1) / (baskets + options.K1 * (1 - options.B + options.B * lengths[user] / mean));
            return (float)(saturation * Math.Log(rows.Users / (1 + buyers[item])));
        });
    }
}
