using DistributedML.Models.Recommenders;
using DistributedML.Tests.Jobs.Etl;

namespace DistributedML.Tests.Jobs.Training;

public class RecommenderTaskTests
{
    [Theory]
    [InlineData("2020-01-02", "NDCG@10 1.0000 over 1 users (popularity 1.0000), hit rate 100.0 %", 1)]
    [InlineData("2020-01-09", "not scored: no user has rows both before and from 2020-01-09 (trainBefore) with items new to them", 0)]
    [InlineData(null, "not scored: trained on all rows, since the pipeline has no trainBefore", 0)]
    public async Task Where_nobody_can_be_scored_it_says_why(string? cut, string summary, int users)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var shop = new Shop();
        shop.Write("a.csv", "1,cup,1,2020-01-01 10:00,1,bob\n2,mug,1,2020-01-01 10:00,1,eve\n3,cup,1,2020-01-01 11:00,1,eve\n4,mug,1,2020-01-02 10:00,1,bob\n");
        await shop.RunAsync();
        var definition = new RecommenderDefinition { Name = "recommender", User = "customer", Item = "item", Basket = "id", TrainBefore = cut is null ? null : DateOnly.Parse(cut, null) };
        var task = new RecommenderKind().CreateTask(shop.Pipeline, definition, shop.Engine);

        var evaluation = await task.Evaluate(await task.Train(null, cancel), null, null, cancel);

        Assert.Equal(summary, evaluation.Summary);
        Assert.Equal((users, users == 0), ((int)evaluation.Metrics["users"], double.IsNaN(evaluation.Metrics["ndcgAt10"])));
    }
}
