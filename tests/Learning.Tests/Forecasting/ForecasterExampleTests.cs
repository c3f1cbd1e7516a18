using DistributedML.Compute;
using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Forecasting.ExponentialSmoothing;

namespace DistributedML.Learning.Tests.Forecasting;

/// <summary>The examples of docs/algorithms/forecaster.md, as they stand there.</summary>
public class ForecasterExampleTests(ITestOutputHelper output)
{
    [Fact]
    public void Training_and_carrying_on()
    {
        var firstDay = new DateOnly(2024, 1, 1);
        double[] mugs = [.. Enumerable.Range(0, 84).Select(day => day % 7 == 5 ? 0.0 : 20 + 5 * (day % 7) + day * 7 % 11)];
        double[] lamps = [.. mugs.Select(units => Math.Floor(units / 9))];

        var table = new DailyTable(firstDay, days: 84, [new("mugs", mugs), new("lamps", lamps)]);
        var trained = new ForecasterTrainer(new ForecasterOptions()).Train(table, new Training(Solo.Instance, Cancel: TestContext.Current.CancellationToken));

        var series = trained.Series["mugs"];
        series.Add(new DateOnly(2024, 3, 25), 12);          // two sales of one day
        series.Add(new DateOnly(2024, 3, 25), 17);
        var forecast = series.Predict(today: new DateOnly(2024, 3, 26), horizon: 7, level: 0.8)!;
        for (var step = 0; step < 7; step++)
            output.WriteLine($"{forecast.FirstDay.AddDays(step):ddd dd MMM}  {forecast.Mean[step],4:f0}  {forecast.Lower[step],4:f0} to {forecast.Upper[step],3:f0}");

        Assert.Equal(new DateOnly(2024, 3, 26), forecast.FirstDay);
        Assert.Equal(0, forecast.Upper[4]);
        Assert.All(forecast.Mean.Where((_, step) => step != 4), mean => Assert.InRange(mean, 20, 60));
    }

    [Fact]
    public void Exponential_smoothing_alone()
    {
        double[] values = [.. Enumerable.Range(0, 84).Select(day => 20 + 5 * (day % 7) + 0.5 * day + day * 7 % 11)];

        var model = EtsFitter.Fit(values, seasonLength: 7);
        var filter = model.Start();
        foreach (var value in values) filter.Observe(value);
        var forecast = filter.Predict(firstDay: new DateOnly(2024, 3, 25), horizon: 14, level: 0.95);
        output.WriteLine($"{model.Form} alpha {model.Parameters.Alpha:f3} AICc {model.Aicc:f1}, tomorrow {forecast.Mean[0]:f1} ({forecast.Lower[0]:f1} to {forecast.Upper[0]:f1})");

        Assert.Equal(EtsTrend.Additive, model.Form.Trend);
        Assert.InRange(forecast.Mean[0], 55, 80);
    }
}
