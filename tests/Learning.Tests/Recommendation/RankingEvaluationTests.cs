using CsCheck;
using DistributedML.Learning.Recommendation;

namespace DistributedML.Tests.Learning.Recommendation;

public sealed class RankingEvaluationTests
{
    [Fact]
    public void Metrics_are_those_of_the_definitions()
    {
        var evaluation = new RankingEvaluation(4);
        evaluation.Add([10, 11, 12, 13, 14], new HashSet<int> { 10, 13, 14, 99 });
        // by hand: hits at ranks 1 and 4 of 4 relevant. DCG = 1 + 1/log2(5); ideal = 1 + 1/log2(3) + 1/2 + 1/log2(5)
        var metrics = evaluation.Metrics;
        Assert.Equal((1 + 1 / Math.Log2(5)) / (1.5 + 1 / Math.Log2(3) + 1 / Math.Log2(5)), metrics.Ndcg, 12);
        Assert.Equal((1, 4, 1.0, 0.5, 0.5), (metrics.Users, metrics.At, metrics.HitRate, metrics.Recall, metrics.Precision));
        Assert.Equal((1.0 + 2.0 / 4) / 4, metrics.MeanAveragePrecision, 12);
    }

    [Fact]
    public void Ndcg_is_that_of_scikit_learn()
    {
        var evaluation = new RankingEvaluation(5);
        evaluation.Add([5, 4, 3, 2, 1, 0], new HashSet<int> { 0, 2, 3, 9 });
        // sklearn 1.9: ndcg_score([[1,0,1,1,0,0,0,0,0,1]], [[1,2,3,4,5,6,.3,.2,.1,0]], k=5)
        Assert.Equal(0.3633175612671683, evaluation.Metrics.Ndcg, 12);
    }

    [Fact]
    public void Metrics_are_means_over_the_users_with_something_relevant()
    {
        var evaluation = new RankingEvaluation(2);
        evaluation.Add([1, 2], new HashSet<int> { 1 });
        evaluation.Add([1, 2], new HashSet<int>());
        evaluation.Add([1, 2], new HashSet<int> { 3 });
        Assert.Equal((2, 0.5, 0.5, 0.5, 0.25, 0.5), Values(evaluation.Metrics));
    }

    [Fact]
    public void Half_and_half_merged_equals_the_whole() =>
        Gen.Select(Gen.Int[0, 20].Array[0, 12], Gen.Int[0, 20].Array[0, 6]).Array[0, 10].Sample(users =>
        {
            RankingEvaluation whole = new(5), first = new(5), second = new(5);
            for (var user = 0; user < users.Length; user++)
            {
                var (ranking, relevant) = (users[user].Item1.Distinct().ToArray(), users[user].Item2.ToHashSet());
                whole.Add(ranking, relevant);
                (user % 2 == 0 ? first : second).Add(ranking, relevant);
            }
            first.Merge(second);
            Assert.Equal(whole.Metrics.Users, first.Metrics.Users);
            if (whole.Metrics.Users > 0) Assert.Equal(whole.Metrics.Ndcg, first.Metrics.Ndcg, 12);
        });

    [Fact]
    public void Evaluations_of_other_depths_do_not_add() => Assert.Throws<ArgumentException>(() => new RankingEvaluation(5).Merge(new(10)));

    [Fact]
    public void A_later_evaluation_counts_only_items_that_are_new_to_the_user_and_known_to_the_model()
    {
        PurchasesBuilder before = new(), later = new();
        foreach (var (user, item) in new[] { ("a", "x"), ("b", "x"), ("b", "y"), ("c", "z"), ("c", "x"), ("c", "y") }) before.Add(user, item, "1", Shop.FirstDay);
        later.Add("a", "x", "2", Shop.FirstDay.AddDays(1));       // not new
        later.Add("a", "y", "2", Shop.FirstDay.AddDays(1));       // the one hit: y is the most bought after x
        later.Add("b", "unknown", "3", Shop.FirstDay.AddDays(1)); // not known, so b does not count
        later.Add("new user", "y", "4", Shop.FirstDay.AddDays(1));
        var trained = new RecommenderTrainer(new() { Algorithm = RecommenderAlgorithm.Popularity }).Train(before.Build(), 1, null, TestContext.Current.CancellationToken);
        Assert.Equal((1, 1.0, 1.0, 1.0, 1.0, 1.0), Values(RankingEvaluation.OfLater(trained, later.Build(), at: 1)));
    }

    static (int, double, double, double, double, double) Values(RankingMetrics metrics) =>
        (metrics.Users, metrics.Ndcg, metrics.HitRate, metrics.Recall, metrics.Precision, metrics.MeanAveragePrecision);
}
