using DistributedML.Compute;
using DistributedML.Learning;
using DistributedML.Learning.Recommendation;

namespace DistributedML.Benchmarks;

/// <summary>Training of ALS, same matrix, same confidences, same quality.</summary>
static class AlsBenchmark
{
    const int Threads = 2;

    public static async Task<IEnumerable<ResultRow>> Run(BenchmarkOptions options, CancellationToken cancel)
    {
        var retail = await OnlineRetail.Read(options.DataFolder, cancel);
        var interactions = Interactions.From(retail.Before);
        var als = new AlsOptions { Factors = 64, Iterations = 15 };
        Report.Note($"{interactions.Count} interactions of {interactions.Users} customers and {interactions.Items} items");
        using var implicitPeer = ImplicitPeer.Start(options.Peers, interactions, baskets => Confidence(als, baskets), Relevant(retail, interactions), als, Threads);

        double Ours() => Series.Time(() => ThreadGang.Run(Threads, (gang, stop) => new AlsTrainer(als).Train(interactions, new Training(gang, Cancel: stop)), cancel));
        var what = $"ALS, {als.Factors} factors, {als.Iterations} iterations, {interactions.Count:N0} interactions, {Threads} threads";
        if (implicitPeer is null) return [new(what, Series.Of(options.Runs, Ours).ToText("F3", "s"), "implicit is absent", null)];

        var (ours, theirs) = Series.Alternate(options.Runs, Ours, implicitPeer.Fit);
        return
        [
            new(what, ours.ToText("F3", "s"), $"implicit {implicitPeer.Version}: {theirs.ToText("F3", "s")}", theirs.Median / ours.Median),
            new("its NDCG@10", $"{Ndcg(retail, als):F4}", $"implicit: {implicitPeer.Ndcg():F4}", null),
        ];
    }

    /// <summary>The confidence that AlsTrainer gives a pair; implicit counts the 1 that every pair has into it.</summary>
    public static float Confidence(AlsOptions als, int baskets) => 1 + (float)als.Alpha * MathF.Log(1 + baskets);

    /// <summary>What the customers of both parts bought later that is new to them and known to the model.</summary>
    public static IEnumerable<(int User, int Item)> Relevant(OnlineRetail retail, Interactions train)
    {
        var users = Indexes(retail.Before.Users);
        var items = Indexes(retail.Before.Items);
        var later = Interactions.From(retail.From);
        for (var user = 0; user < later.Users; user++)
        {
            if (!users.TryGetValue(retail.From.Users[user], out var known)) continue;
            foreach (var item in later.ItemsOf(user).ToArray())
                if (items.TryGetValue(retail.From.Items[item], out var index) && train.ItemsOf(known).BinarySearch(index) < 0) yield return (known, index);
        }
    }

    static Dictionary<string, int> Indexes(IReadOnlyList<string> ids) => ids.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index);

    static double Ndcg(OnlineRetail retail, AlsOptions als)
    {
        var options = new RecommenderOptions { Algorithm = RecommenderAlgorithm.Als, Als = als, Trend = new TrendOptions { Exponent = 0 } };
        return RankingEvaluation.OfLater(new RecommenderTrainer(options).Train(retail.Before, Threads), retail.From).Ndcg;
    }
}
