using DistributedML.Learning.Recommendation;

namespace DistributedML.Tests.Learning.Recommendation;

/// <summary>The example of docs/algorithms/recommender.md, as it stands there.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void The_pages_example_gives_the_pages_answer()
    {
        var builder = new PurchasesBuilder();
        builder.Add("ann", "teapot", "basket-1", new DateOnly(2011, 5, 2));
        builder.Add("ann", "cup", "basket-1", new DateOnly(2011, 5, 2));
        builder.Add("bob", "teapot", "basket-2", new DateOnly(2011, 5, 3));
        builder.Add("bob", "cup", "basket-2", new DateOnly(2011, 5, 3));
        builder.Add("bob", "saucer", "basket-3", new DateOnly(2011, 5, 9));
        builder.Add("cleo", "lantern", "basket-4", new DateOnly(2011, 5, 9));

        var options = new RecommenderOptions { Ease = new() { L2 = 1 } };   // 500 suits thousands of customers, not three
        var trained = new RecommenderTrainer(options).Train(builder.Build(), threads: 2, cancel: TestContext.Current.CancellationToken);

        var ann = trained.Histories["ann"];
        var best = trained.Model.Recommend(ann, 2);
        Assert.Equal(["saucer", "lantern"], best.Select(item => item.Item));

        ann.Learn("saucer", "basket-5");   // an event: no training, the next answer knows it
        Assert.Equal(["lantern"], trained.Model.Recommend(ann, 2).Select(item => item.Item));

        var stranger = trained.Model.Recommend(new UserHistory(), 1);   // what sells most now
        Assert.Equal("cup", stranger[0].Item);
    }
}
