using System.Diagnostics;
using DistributedML.Compute;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Learning.Tests.Forecasting;

public class OnlineRetailTests(ITestOutputHelper output)
{
    static readonly ForecastEvaluation Evaluation = new(horizon: 14, origins: 5, step: 14);

    [Fact]
    public void The_defaults_reach_the_published_accuracy()
    {
        var table = OnlineRetailSeries.Table;
        var clock = Stopwatch.StartNew();
        var scores = Evaluation.Run(table, new ForecasterOptions(), Solo.Instance, cancel: TestContext.Current.CancellationToken);
        output.WriteLine($"items {scores.Mase:f4} turnover {scores.Total!.Mase:f4} coverage {scores.Coverage:f3} {scores.Total.Coverage:f3} sMAPE {scores.Smape:f1} {scores.Total.Smape:f1} {clock.ElapsedMilliseconds} ms");
        Assert.True(scores.Mase <= 1.21, $"items' MASE is {scores.Mase}");
        Assert.True(scores.Total.Mase <= 0.99, $"turnover's MASE is {scores.Total.Mase}");
        Assert.InRange(scores.Coverage, 0.75, 0.88);
    }
}
