namespace DistributedML.Learning.Recommendation;

/// <summary>
/// Adds up how well rankings find what is relevant. NDCG discounts rank r (from 1) by log2(r + 1) and divides by the ideal of min(n, relevant)
/// hits: Järvelin and Kekäläinen, TOIS 20 (2002), with gains of 0 and 1.
/// </summary>
/// <param name="at">How many of a ranking's first items count; at least 1.</param>
public sealed class RankingEvaluation(int at) : IMergeable<RankingEvaluation>
{
    readonly int _at = at >= 1 ? at : throw new ArgumentOutOfRangeException(nameof(at), at, "expected at least 1");
    int _users;
    double _ndcg;
    double _hits;
    double _recall;
    double _precision;
    double _averagePrecision;

    /// <summary>The means so far; NaN without any user.</summary>
    public RankingMetrics Metrics =>
        new(_at, _users, _ndcg / _users, _hits / _users, _recall / _users, _precision / _users, _averagePrecision / _users);

    /// <summary>Adds a user's ranking. Users without relevant items do not count.</summary>
    /// <param name="ranking">Item indexes, best first; those after the n-th do not count.</param>
    /// <param name="relevant">The relevant items.</param>
    public void Add(ReadOnlySpan<int> ranking, IReadOnlySet<int> relevant)
    {
        if (relevant.Count == 0) return;
        var (hits, gain, ideal, precisions) = (0, 0.0, 0.0, 0.0);
        for (var rank = 1; rank <= Math.Min(_at, ranking.Length); rank++)
        {
            if (!relevant.Contains(ranking[rank - 1])) continue;
            hits++;
            gain += 1 / Math.Log2(rank + 1);
            precisions += (double)hits / rank;
        }
        var possible = Math.Min(_at, relevant.Count);
        for (var rank = 1; rank <= possible; rank++) ideal += 1 / Math.Log2(rank + 1);
        _users++;
        _ndcg += gain / ideal;
        _hits += hits > 0 ? 1 : 0;
        _recall += (double)hits / relevant.Count;
        _precision += (double)hits / _at;
        _averagePrecision += precisions / possible;
    }

    /// <inheritdoc/>
    public void Merge(RankingEvaluation other)
    {
        if (other._at != _at) throw new ArgumentException($"an evaluation of the best {other._at} does not add to one of the best {_at}", nameof(other));
        _users += other._users;
        _ndcg += other._ndcg;
        _hits += other._hits;
        _recall += other._recall;
        _precision += other._precision;
        _averagePrecision += other._averagePrecision;
    }

    /// <summary>
    /// Evaluates a model by time: users with a history are given the best n of the items new to them, and relevant is what they bought
    /// later that they had not bought before. Items that the model does not know are neither recommended nor relevant.
    /// </summary>
    /// <param name="trained">The model and the histories up to the cut.</param>
    /// <param name="later">What was bought from the cut on.</param>
    /// <param name="at">n.</param>
    public static RankingMetrics OfLater(TrainedRecommender trained, Purchases later, int at = 10) => OfLater(trained.Model, trained, later, at).Metrics;

    /// <summary>
    /// Evaluates a model on the users, histories and items of a training up to the cut, which need not be the model's own: so that every model is
    /// measured on the same. Items that the training knows and the model does not are relevant and cannot be found.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="known">The histories and the items up to the cut.</param>
    /// <param name="later">What was bought from the cut on.</param>
    /// <param name="at">n.</param>
    /// <returns>The means, and by user the NDCG of those who count.</returns>
    public static (RankingMetrics Metrics, IReadOnlyList<KeyValuePair<string, double>> NdcgByUser) OfLater(
        RecommenderModel model, TrainedRecommender known, Purchases later, int at = 10)
    {
        var (evaluation, byUser) = (new RankingEvaluation(at), new List<KeyValuePair<string, double>>());
        var index = later.Items.Select(known.Model.IndexOf).ToArray();
        var knownIndex = model == known.Model ? null : model.Items.Select(known.Model.IndexOf).ToArray();
        var bought = Interactions.From(later);
        var best = new ScoredItem[at];
        for (var user = 0; user < later.Users.Count; user++)
        {
            if (!known.Histories.TryGetValue(later.Users[user], out var history) || !known.Model.Knows(history)) continue;
            history.In(known.Model, out var had, out _);
            var relevant = new HashSet<int>();
            foreach (var item in bought.ItemsOf(user))
                if (index[item] >= 0 && !had.Contains(index[item])) relevant.Add(index[item]);
            history.In(model, out var seen, out var counts);
            var found = model.Recommend(seen, counts, best);
            var before = evaluation._ndcg;
            evaluation.Add(Array.ConvertAll(best[..found], item => knownIndex is null ? item.Index : knownIndex[item.Index]), relevant);
            if (relevant.Count > 0) byUser.Add(new(later.Users[user], evaluation._ndcg - before));
        }
        return (evaluation.Metrics, byUser);
    }
}
