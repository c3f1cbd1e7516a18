using DistributedML.Models;
using DistributedML.Models.AnomalyDetectors;
using DistributedML.Models.Forecasters;
using DistributedML.Models.Recommenders;

namespace DistributedML.Tests.Pipelines;

public class PipelineFileTests
{
    static readonly string OnlineRetail = Path.Combine(AppContext.BaseDirectory, "pipelines", "online-retail.yaml");

    [Fact]
    public void The_pipeline_of_Online_Retail_can_be_read()
    {
        var pipeline = ModelKinds.Standard.ReadPipeline(OnlineRetail);

        Assert.Equal("online-retail", pipeline.Name);
        Assert.Equal(8, pipeline.Source.Columns.Count);
        Assert.Equal(
            ["id", "invoice", "item", "description", "quantity", "time", "price", "customer", "country", "amount", "cancelled", "repeated"],
            pipeline.Table.Columns.Select(column => column.Name));
        Assert.Equal(["customers", "items"], pipeline.Streams.Select(stream => stream.Name));
        var recommender = Assert.IsType<RecommenderDefinition>(pipeline.Models[0]);
        Assert.Equal(["quantity", "price", "item", "customer"], recommender.Where.Select(rule => rule.Column));
        Assert.Equal(new DateOnly(2011, 9, 9), recommender.TrainBefore);
        Assert.Equal(200, Assert.IsType<ForecasterDefinition>(pipeline.Models[1]).Top);
        Assert.Empty(Assert.IsType<AnomalyDetectorDefinition>(pipeline.Models[2]).Where);
    }
}
