using DistributedML.Compute;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Learning.Tests.Anomalies;

/// <summary>The option falseAlarmRate is the share of ordinary events and buckets that alert.</summary>
public class FalseAlarmRateTests
{
    const double Rate = 1e-3;

    /// <summary>
    /// Laws, and the smallest and largest multiple of the option that alerts: less where one side is bounded, none where both are. The spread of "normal around
    /// 100" is a twentieth of the one that a key starts with.
    /// </summary>
    public static TheoryData<string, double, double> Laws => new()
    {
        { "log-normal", 0.25, 2.5 }, { "Pareto", 0.1, 2.5 }, { "normal around 100", 0.25, 2.5 }, { "normal around 0", 0.25, 2.5 }, { "gamma", 0.25, 2.5 },
        { "boxes and pieces", 0, 2.5 }, { "spreads differ by key", 0.25, 2.5 },
    };

    [Theory]
    [MemberData(nameof(Laws))]
    public void Measured_rate_of_amount_alerts_is_near_the_option(string law, double least, double most)
    {
        var rows = Simulated.Rows(5, 100, 120, 15, (random, key) => Amount(law, random, key));
        var cut = Simulated.Start.AddDays(60);
        var alerts = new List<KeyedAlert>();
        var later = rows.From(cut);
        Train(rows.Before(cut)).Continue(later, alerts, TestContext.Current.CancellationToken);
        var measured = (double)alerts.Count(alert => alert.Alert.Kind == AlertKind.Amount) / later.Count;
        Assert.InRange(measured, Rate * least, Rate * most);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(8, 0)]
    [InlineData(1.5, 3)]
    [InlineData(5, 3)]
    public void Measured_rates_of_bursts_and_silences_are_near_the_option(double perDay, double shape)
    {
        var rows = Simulated.Rows(6, 400, 280, perDay, (_, _) => 1, shape);
        var cut = Simulated.Start.AddDays(140);
        var alerts = new List<KeyedAlert>();
        Train(rows.Before(cut)).Continue(rows.From(cut), alerts, TestContext.Current.CancellationToken);
        var buckets = 400.0 * 140 * 6 / 7;
        Assert.InRange(alerts.Count(alert => alert.Alert.Kind == AlertKind.Burst) / buckets, Rate / 5, Rate * 2.5);
        Assert.InRange(alerts.Count(alert => alert.Alert.Kind == AlertKind.Silence) / buckets, 0, Rate * 2.5);
    }

    static TrainedDetector Train(DetectorRows rows) =>
        new DetectorTrainer(new AnomalyDetectorOptions { FalseAlarmRate = Rate }).Train(rows, new Training(Solo.Instance, Cancel: TestContext.Current.CancellationToken));

    static double Amount(string law, Random random, int key) => law switch
    {
        "log-normal" => Math.Exp(2 + Simulated.Normal(random)),
        "Pareto" => Math.Pow(1 - random.NextDouble(), -1 / 1.5),
        "normal around 100" => 100 + 5 * Simulated.Normal(random),
        "normal around 0" => Simulated.Normal(random),
        "gamma" => Simulated.Gamma(random, 2),
        "boxes and pieces" => (random.Next(3) == 0 ? 1 + random.Next(3) : 12 * (1 + random.Next(4))) * 2.95,
        "spreads differ by key" => Math.Exp(key % 7 + (0.1 + key % 10 * 0.2) * Simulated.Normal(random)),
        _ => throw new ArgumentException(law),
    };
}
