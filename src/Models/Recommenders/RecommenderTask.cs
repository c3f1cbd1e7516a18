using System.Globalization;
using DistributedML.Data;
using DistributedML.Learning;
using DistributedML.Learning.Recommendation;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.Recommenders;

/// <summary>Trains a recommender on the rows before the cut, and scores what it recommends against what was bought from then on.</summary>
sealed class RecommenderTask(Pipeline pipeline, RecommenderDefinition definition, IModelEngine engine) : ModelTask(pipeline, definition, engine)
{
    const int Top = 10;

    public override Headline Headline => new("ndcgAt10", HigherIsBetter: true, "(1 is best)");

    public override async Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel) => await Train(definition.Options, progress, cancel);

    public override async Task<Evaluation> Evaluate(
        IState trained, IReadOnlyList<KnownEvent>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var recommender = (TrainedRecommender)trained;
        progress?.Report(new("recommending by popularity", 0, 2));
        var from = await From(cancel);
        var byPopularity = definition.Options with { Algorithm = RecommenderAlgorithm.Popularity, Trend = new() { Exponent = 0 } };
        var popular = await Train(byPopularity, null, cancel);
        var baseline = RankingEvaluation.OfLater(popular, from, Top);
        progress?.Report(new("recommending", 1, 2));
        // The histories are those up to the cut, which another version, trained on other rows, does not have.
        var (scores, byUser) = RankingEvaluation.OfLater(recommender.Model, popular, from, Top);
        progress?.Report(new("recommending", 2, 2));
        return new(
            new Dictionary<string, double>
            {
                ["users"] = scores.Users,
                ["interactions"] = recommender.Interactions,
                ["ndcgAt10"] = scores.Ndcg,
                ["hitRateAt10"] = scores.HitRate,
                ["popularityNdcgAt10"] = baseline.Ndcg,
            },
            Summary(scores, baseline), Seen(recommender))
        {
            Units = new("users", [.. byUser.Select(user => user.Value)], [.. byUser.Select(user => user.Key)]),
            Baseline = baseline.Ndcg,
        };
    }

    IReadOnlyList<string> Seen(TrainedRecommender recommender) => definition.TrainBefore is { } cut && recommender.LastDay >= cut
        ? [string.Create(CultureInfo.InvariantCulture, $"this version learned from rows up to {recommender.LastDay:yyyy-MM-dd}, some of those that it is measured on")]
        : [];

    async Task<TrainedRecommender> Train(RecommenderOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var trained = await Engine.TrainAsync(Sql("<", definition.TrainBefore), new PurchaseReader(), new RecommenderTrainer(options), progress, cancel);
        return trained.Interactions > 0 ? trained
            : throw new TableException($"model {definition.Name}: no row of table {Table.Name} satisfies its conditions (where, trainBefore)");
    }

    string Summary(RankingMetrics scores, RankingMetrics popularity) => scores.Users > 0
        ? string.Create(CultureInfo.InvariantCulture,
            $"NDCG@10 {scores.Ndcg:F4} over {scores.Users:N0} users (popularity {popularity.Ndcg:F4}), hit rate {scores.HitRate:P1}")
        : definition.TrainBefore is { } cut
            ? string.Create(CultureInfo.InvariantCulture, $"not scored: no user has rows both before and from {cut:yyyy-MM-dd} (trainBefore) with items new to them")
            : "not scored: trained on all rows, since the pipeline has no trainBefore";

    async Task<Purchases> From(CancellationToken cancel) => definition.TrainBefore is { } cut
        ? await Engine.ReadAsync(Sql(">=", cut), new PurchaseReader(), cancel) : new PurchasesBuilder().Build();

    string Sql(string comparison, DateOnly? cut)
    {
        var (user, item, basket) = (RuleSql.Name(definition.User), RuleSql.Name(definition.Item), RuleSql.Name(definition.Basket));
        return $"""
            select {user} as user, {item} as item, {basket} as basket, {RuleSql.Name(Table.Time)}::date as day
            {Rows(comparison, cut)} and {user} is not null and {item} is not null and {basket} is not null order by {RuleSql.Name(Table.Time)}, {RuleSql.Name(Table.Id)}
            """;
    }
}
