using System.Globalization;
using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Learning.Recommendation;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Models;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Training;

/// <summary>Trains a recommender on the rows before the cut, and scores what it recommends against what was bought from then on.</summary>
sealed class RecommenderJob(Pipeline pipeline, RecommenderDefinition definition, IEngine engine) : ModelJob(pipeline, engine)
{
    const int Top = 10;
    Purchases? _purchases;

    public override ModelDefinition Definition => definition;

    public override IReadOnlyList<string> Columns => [definition.User, definition.Item, definition.Basket, Table.Time];

    public override Headline Headline => new("ndcgAt10", HigherIsBetter: true);

    public override async Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var (before, _) = await Split(cancel);
        return await Engine.TrainAsync(new RecommenderTrainer(definition.Options), before.Share, progress, cancel);
    }

    public override IState Read(BinaryReader reader) => TrainedRecommender.Read(reader);

    public override async Task<Evaluation> Evaluate(IState trained, IReadOnlyList<InjectedAnomaly>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var (before, from) = await Split(cancel);
        var recommender = (TrainedRecommender)trained;
        progress?.Report(new("recommending", 0, 2));
        var scores = RankingEvaluation.OfLater(recommender, from, Top);
        progress?.Report(new("recommending by popularity", 1, 2));
        var popularity = await Engine.TrainAsync(new RecommenderTrainer(definition.Options with { Algorithm = RecommenderAlgorithm.Popularity, Trend = new() { Exponent = 0 } }), before.Share, null, cancel);
        var baseline = RankingEvaluation.OfLater(popularity, from, Top);
        progress?.Report(new("recommending by popularity", 2, 2));
        return new(
            new Dictionary<string, double>
            {
                ["users"] = scores.Users,
                ["interactions"] = recommender.Interactions,
                ["ndcgAt10"] = scores.Ndcg,
                ["hitRateAt10"] = scores.HitRate,
                ["popularityNdcgAt10"] = baseline.Ndcg,
            },
            Summary(scores, baseline), []);
    }

    string Summary(RankingMetrics scores, RankingMetrics popularity) => scores.Users > 0
        ? string.Create(CultureInfo.InvariantCulture, $"NDCG@10 {scores.Ndcg:F4} over {scores.Users:N0} users (popularity {popularity.Ndcg:F4}), hit rate {scores.HitRate:P1}")
        : definition.TrainBefore is { } cut
            ? string.Create(CultureInfo.InvariantCulture, $"not scored: no user has rows both before and from {cut:yyyy-MM-dd} (trainBefore) with items new to them")
            : "not scored: trained on all rows, since the pipeline has no trainBefore";

    async Task<(Purchases Before, Purchases From)> Split(CancellationToken cancel)
    {
        _purchases ??= await Load(cancel);
        return definition.TrainBefore is { } cut ? _purchases.Split(cut) : (_purchases, new PurchasesBuilder().Build());
    }

    async Task<Purchases> Load(CancellationToken cancel)
    {
        var (user, item, basket) = (RuleSql.Name(definition.User), RuleSql.Name(definition.Item), RuleSql.Name(definition.Basket));
        var sql = $"""
            select {user} as user, {item} as item, {basket} as basket, {RuleSql.Name(Table.Time)}::date as day
            {Rows()} and {user} is not null and {item} is not null and {basket} is not null order by {RuleSql.Name(Table.Time)}, {RuleSql.Name(Table.Id)}
            """;
        var builder = new PurchasesBuilder();
        await foreach (var batch in Engine.QueryAsync(sql, cancel))
        {
            var (users, items, baskets) = (batch.Texts("user"), batch.Texts("item"), batch.Texts("basket"));
            var days = batch.Days("day");
            for (var row = 0; row < batch.Length; row++)
                builder.Add(users.Text(row)!, items.Text(row)!, baskets.Text(row)!, EpochTime.Day(days[row]));
        }
        if (builder.Count == 0) throw new TableException($"model {definition.Name}: no row of table {Table.Name} satisfies its conditions (where)");
        return builder.Build();
    }
}
