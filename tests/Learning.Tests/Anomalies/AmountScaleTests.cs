using DistributedML.Compute;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Learning.Tests.Anomalies;

/// <summary>Readings of sensors, whose differences count, beside amounts, whose ratios count.</summary>
public class AmountScaleTests
{
    const int Hours = 24 * 150, Sites = 5;
    static readonly (int Site, int Hour, double Deviations)[] Wrong = [(0, 3200, -15), (1, 3210, 20), (2, 3220, -12), (3, 3230, 15), (4, 3240, -10), (0, 3250, 11)];
    static readonly DateTime Cut = Simulated.Start.AddDays(120);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Five sites, hourly, six readings 10 standard deviations or more away after the training; their unit and their zero do not matter,
    /// nor does rounding
    /// to as few digits as a meter shows.
    /// </summary>
    [Theory]
    [InlineData(230, 1, 2)]
    [InlineData(2.30, 0.01, 2)]
    [InlineData(2.30, 0.01, 6)]
    [InlineData(23_000, 100, 0)]
    [InlineData(20, 0.5, 2)]
    [InlineData(293, 0.5, 2)]
    [InlineData(0, 1, 2)]
    [InlineData(-18, 0.3, 2)]
    [InlineData(0, 1e-7, 12)]
    public void Readings_far_out_alert_and_ordinary_ones_do_not(double mean, double deviation, int digits)
    {
        var rows = Sensors(mean, deviation, digits);
        var trained = Train(rows.Before(Cut), new() { BucketHours = 1, FalseAlarmRate = 1e-4 });
        Assert.True(trained.Model.IsLinear);
        var alerts = new List<KeyedAlert>();
        new TrainedDetector(trained.Model).Continue(rows, alerts, Cancel);
        foreach (var (site, hour, deviations) in Wrong)
        {
            var alert = Assert.Single(alerts, alert => alert.Key == $"s{site}" && alert.Alert.Time == Simulated.Start.AddHours(hour)).Alert;
            Assert.Equal((AlertKind.Amount, Math.Sign(deviations)), (alert.Kind, Math.Sign(alert.Score)));
            Assert.InRange(alert.Expected, mean - deviation, mean + deviation);
        }
        Assert.InRange(alerts.Count, Wrong.Length, Wrong.Length + 10);
    }

    [Fact]
    public void A_finding_says_the_difference_in_the_readings_own_digits()
    {
        var trained = Train(Sensors(2.3, 0.01, 4).Before(Cut), new() { BucketHours = 1 });
        Assert.Matches(@"^Amount 2\.1500 is 0\.1[45]\d\d below the usual 2\.(29|30)\d\d, \d+(\.\d)? times the usual distance; nine in ten are 2\.2\d{3} to 2\.3\d{3} \(2,880 events since 2024-01-01\)\.$",
            trained.Of("s0").Score(Cut, 2.15).Evidence);
    }

    [Theory]
    [InlineData("shop", false)]
    [InlineData("refunds", false)]
    [InlineData("quantities", false)]
    [InlineData("always the same", false)]
    [InlineData("few events", false)]
    [InlineData("sensor", true)]
    [InlineData("temperature around 0", true)]
    [InlineData("nothing", false)]
    public void Training_chooses_the_scale(string data, bool linear)
    {
        var rows = Simulated.Rows(9, data == "few events" ? 400 : 20, data == "nothing" ? 0 : data == "few events" ? 2 : 60, data == "few events" ? 0.5 : 6, (random, key) => data switch
        {
            "shop" => Math.Exp(2 + key % 5 + Simulated.Normal(random)),
            "refunds" => (random.Next(20) == 0 ? -1 : 1) * Math.Exp(2 + Simulated.Normal(random)),
            "quantities" => random.Next(1, 13),
            "always the same" => 5,
            "few events" => 100 + Simulated.Normal(random),
            "sensor" => key * 50 + 100 + Simulated.Normal(random),
            _ => 5 * Simulated.Normal(random),
        });
        Assert.Equal(linear, Train(rows, new()).Model.IsLinear);
        Assert.True(Train(rows, new() { Scale = AmountScale.Linear }).Model.IsLinear);
        Assert.False(Train(rows, new() { Scale = AmountScale.Logarithm }).Model.IsLinear);
    }

    [Fact]
    public void Zeros_are_judged_on_the_linear_scale_and_not_on_the_logarithmic_one()
    {
        var rows = Sensors(230, 1, 2).Before(Cut);
        var linear = Train(rows, new() { BucketHours = 1 }).Of("s1").Score(Cut, 0);
        var logarithmic = Train(rows, new() { BucketHours = 1, Scale = AmountScale.Logarithm }).Of("s1").Score(Cut, 0);
        Assert.Equal((true, false), (linear.Anomalous, logarithmic.Anomalous));
        Assert.Equal("An amount of 0 is not judged.", logarithmic.Evidence);
    }

    [Fact]
    public void An_event_without_an_amount_counts_and_is_not_an_amount_of_zero()
    {
        var (withNull, without) = (new AnomalyDetector(Linear), new AnomalyDetector(Linear));
        var alerts = new List<Alert>();
        for (var hour = 0; hour < 100; hour++)
        {
            foreach (var each in new[] { withNull, without }) each.Learn(Simulated.Start.AddHours(hour), 230 + hour % 3, alerts);
            withNull.Learn(Simulated.Start.AddHours(hour), alerts);
        }
        Assert.Equal(100, withNull.Events);
        Assert.Equal(without.Score(Simulated.Start.AddHours(101), 240).Score, withNull.Score(Simulated.Start.AddHours(101), 240).Score);
        Assert.NotEqual(ModelBytes.Hash(without), ModelBytes.Hash(withNull));
        Assert.Equal((false, "The event has no amount."), (withNull.Score(Simulated.Start.AddHours(101)).Anomalous, withNull.Score(Simulated.Start.AddHours(101)).Evidence));
        Assert.Empty(alerts);
        var rows = new DetectorRows(["a"], [0, 0], [Simulated.Start, Simulated.Start], [double.NaN, 1]);
        Assert.Equal(1, new TrainedDetector(Linear).Continue(rows, [], Cancel).Of("a").Events);
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => new DetectorRows(["a"], [0, 0], rows.Time, [1, double.NegativeInfinity])).Message);
    }

    [Fact]
    public void What_was_always_the_same_is_judged_when_it_changes_much()
    {
        var detector = new AnomalyDetector(Linear);
        var alerts = new List<Alert>();
        for (var hour = 0; hour < 100; hour++) detector.Learn(Simulated.Start.AddHours(hour), 5, alerts);
        Assert.True(detector.Score(Simulated.Start.AddHours(100), 50).Anomalous);
        Assert.False(detector.Score(Simulated.Start.AddHours(100), 5).Anomalous);
        Assert.False(detector.Score(Simulated.Start.AddHours(100), 5.01).Anomalous);
    }

    [Theory]
    [InlineData("normal", 0.25)]
    [InlineData("uniform", 0)]
    [InlineData("gamma", 0.25)]
    [InlineData("whole numbers", 0.1)]
    [InlineData("spreads differ by key", 0.25)]
    public void Measured_rate_of_alerts_on_the_linear_scale_is_near_the_option(string law, double least)
    {
        var rows = Simulated.Rows(5, 100, 120, 15, (random, key) => law switch
        {
            "normal" => key + Simulated.Normal(random),
            "uniform" => random.NextDouble(),
            "gamma" => Simulated.Gamma(random, 3),
            "whole numbers" => Math.Round(20 + 2 * Simulated.Normal(random)),
            _ => 1000 * key + Math.Pow(10, key % 5) * Simulated.Normal(random),
        });
        var cut = Simulated.Start.AddDays(60);
        var alerts = new List<KeyedAlert>();
        var later = rows.From(cut);
        Train(rows.Before(cut), new() { FalseAlarmRate = 1e-3, Scale = AmountScale.Linear }).Continue(later, alerts, Cancel);
        Assert.InRange((double)alerts.Count(alert => alert.Alert.Kind == AlertKind.Amount) / later.Count, 1e-3 * least, 2.5e-3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Bytes_are_the_same_on_any_number_of_ranks_and_after_a_restart(int ranks)
    {
        var rows = Sensors(230, 1, 2).Before(Simulated.Start.AddDays(20));
        var alone = Train(rows, new());
        var gang = ThreadGang.Run(ranks, (collective, cancel) => ModelBytes.Hash(
            new DetectorTrainer(new()).Train(rows.Share(collective.Rank, collective.Ranks), new Training(collective, Cancel: cancel))), Cancel);
        Assert.All(gang, hash => Assert.Equal(ModelBytes.Hash(alone), hash));
        var read = TrainedDetector.Read(new BinaryReader(new MemoryStream(ModelBytes.Of(alone))));
        Assert.Equal((true, ModelBytes.Hash(alone)), (read.Model.IsLinear, ModelBytes.Hash(read)));
    }

    static AnomalyModel Linear => new(new AnomalyDetectorOptions { Scale = AmountScale.Linear });

    static TrainedDetector Train(DetectorRows rows, AnomalyDetectorOptions options) => new DetectorTrainer(options).Train(rows, new Training(Solo.Instance, Cancel: Cancel));

    static DetectorRows Sensors(double mean, double deviation, int digits)
    {
        var random = new Random(3);
        var (keys, times, amounts) = (new List<int>(), new List<DateTime>(), new List<double>());
        for (var hour = 0; hour < Hours; hour++)
            for (var site = 0; site < Sites; site++)
            {
                var wrong = Array.Find(Wrong, each => each.Site == site && each.Hour == hour).Deviations;
                keys.Add(site);
                times.Add(Simulated.Start.AddHours(hour));
                amounts.Add(Math.Round(mean + deviation * (wrong != 0 ? wrong : Simulated.Normal(random)), digits));
            }
        return new DetectorRows([.. Enumerable.Range(0, Sites).Select(site => $"s{site}")], [.. keys], [.. times], [.. amounts]);
    }
}
