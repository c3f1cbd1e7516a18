using DistributedML.Learning.Recommendation;

namespace DistributedML.Benchmarks;

/// <summary>The best 10 new items of every customer, with the pipeline's model and with ALS.</summary>
static class TopNBenchmark
{
    const int Threads = 2;
    const int Count = 10;
    const double LimitSeconds = 0.2;

    public static async Task<IEnumerable<ResultRow>> Run(BenchmarkOptions options, CancellationToken cancel)
    {
        var retail = await OnlineRetail.Read(options.DataFolder, cancel);
        var interactions = Interactions.From(retail.Before);
        var als = new AlsOptions { Factors = 64, Iterations = 15 };
        using var implicitPeer = ImplicitPeer.Start(options.Peers, interactions, baskets => AlsBenchmark.Confidence(als, baskets), [], als, Threads);
        implicitPeer?.Fit();

        var rows = new List<ResultRow>();
        foreach (var algorithm in (RecommenderAlgorithm[])[RecommenderAlgorithm.Ease, RecommenderAlgorithm.Als])
        {
            var trained = new RecommenderTrainer(new RecommenderOptions { Algorithm = algorithm, Als = als }).Train(retail.Before, Threads, cancel: cancel);
            double Ours() => Series.Time(() => Recommend(trained.Model, interactions));
            var what = $"Best {Count} new items of {interactions.Users:N0} customers, {algorithm}, {Threads} threads";
            if (algorithm == RecommenderAlgorithm.Als && implicitPeer is not null)
            {
                var (ours, theirs) = Series.Alternate(options.Runs, Ours, implicitPeer.TopN);
                rows.Add(new($"{what}, each customer folded in anew", ours.ToText("F3", "s"), $"implicit {implicitPeer.Version}, customers' factors given: {theirs.ToText("F3", "s")}", theirs.Median / ours.Median));
            }
            else
            {
                var ours = Series.Of(options.Runs, Ours);
                rows.Add(new(what, ours.ToText("F3", "s"), $"limit {LimitSeconds} s", LimitSeconds / ours.Median));
            }
        }
        return rows;
    }

    static void Recommend(RecommenderModel model, Interactions interactions) => Parallel.For(
        0, interactions.Users, new ParallelOptions { MaxDegreeOfParallelism = Threads }, () => new ScoredItem[Count],
        (user, _, best) =>
        {
            model.Recommend(interactions.ItemsOf(user), interactions.CountsOf(user), best);
            return best;
        },
        _ => { });
}
