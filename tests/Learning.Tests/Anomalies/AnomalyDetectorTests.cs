using DistributedML.Learning.Anomalies;

namespace DistributedML.Learning.Tests.Anomalies;

public class AnomalyDetectorTests
{
    static readonly AnomalyModel Model = new(new AnomalyDetectorOptions());
    readonly List<Alert> _alerts = [];

    [Theory]
    [InlineData(80_995)]
    [InlineData(-80_995)]
    [InlineData(0.0004)]
    public void An_amount_far_out_is_found_with_its_sign_and_evidence(double amount)
    {
        var detector = Steady(60, 5);
        _alerts.Clear();
        detector.Learn(Day(60).AddHours(9), amount, _alerts);
        var alert = Assert.Single(_alerts);
        Assert.Equal((AlertKind.Amount, amount, Day(60).AddHours(9)), (alert.Kind, alert.Observed, alert.Time));
        Assert.InRange(alert.Expected, 10, 30);
        Assert.InRange(alert.Probability, 0, 2e-5);
        Assert.Contains("events since 2024-01-01", alert.Evidence);
    }

    [Fact]
    public void A_burst_is_found_once_in_its_bucket_before_that_is_over()
    {
        var detector = Steady(60, 5);
        _alerts.Clear();
        for (var number = 0; number < 60; number++) detector.Learn(Day(60).AddMinutes(number), 20, _alerts);
        var alert = Assert.Single(_alerts);
        Assert.Equal(AlertKind.Burst, alert.Kind);
        Assert.InRange(alert.Observed, 10, 40);
        Assert.InRange(alert.Expected, 4, 6);
        Assert.InRange(alert.Time, Day(60), Day(60).AddMinutes(39));
    }

    [Fact]
    public void Events_of_a_day_that_is_over_are_no_burst_of_the_open_day_but_their_amounts_are_judged()
    {
        var detector = Steady(60, 5);
        for (var number = 0; number < 5; number++) detector.Learn(Day(60).AddMinutes(number), 20, _alerts);
        _alerts.Clear();
        var learned = detector.Events;
        for (var number = 0; number < 60; number++) detector.Learn(Day(50).AddMinutes(number), 20, _alerts);
        Assert.Empty(_alerts);
        Assert.Equal(learned + 60, detector.Events);
        detector.Learn(Day(50).AddHours(2), 80_995, _alerts);
        Assert.Equal((AlertKind.Amount, Day(50).AddHours(2)), Assert.Single(_alerts) is var late ? (late.Kind, late.Time) : default);

        _alerts.Clear();
        for (var number = 0; number < 60; number++) detector.Learn(Day(60).AddHours(1).AddMinutes(number), 20, _alerts);
        Assert.InRange(Assert.Single(_alerts).Observed, 10, 40);   // as the burst of a day without late events
    }

    [Fact]
    public void Silence_of_a_steady_key_is_found_once_when_buckets_close()
    {
        var detector = Steady(60, 5);
        _alerts.Clear();
        for (var day = 60; day < 80; day++) detector.Advance(Day(day), _alerts);
        var alert = Assert.Single(_alerts);
        Assert.Equal((AlertKind.Silence, 0), (alert.Kind, alert.Observed));
        Assert.InRange(alert.Time, Day(62), Day(72));
        Assert.Contains("No event since 2024-02-29", alert.Evidence);
    }

    [Fact]
    public void Days_on_which_nobody_calls_are_no_silence()
    {
        var detector = Steady(60, 5);
        _alerts.Clear();
        detector.Advance(Day(120), _alerts);
        Assert.Empty(_alerts);
    }

    [Fact]
    public void Outliers_poison_neither_level_nor_scale()
    {
        var detector = Steady(80, 5);
        var before = detector.Score(Day(80), 2_000);
        for (var number = 0; number < 4; number++) detector.Learn(Day(80).AddMinutes(number), 1e6, _alerts);
        var after = detector.Score(Day(80), 2_000);
        Assert.InRange(after.Expected, before.Expected * 0.9, before.Expected * 1.2);
        Assert.InRange(after.Score, before.Score * 0.6, before.Score);
        Assert.True(detector.Score(Day(81), 3e6).Anomalous);
    }

    [Fact]
    public void A_first_event_that_is_an_outlier_is_outgrown()
    {
        var detector = new AnomalyDetector(Model);
        detector.Learn(Day(0), 80_000, _alerts);
        Learn(detector, 1, 60, 5);
        Assert.InRange(detector.Score(Day(60), 20).Expected, 10, 40);
        Assert.True(detector.Score(Day(60), 300_000).Anomalous);
    }

    [Fact]
    public void Scoring_is_what_learning_would_say_and_changes_nothing()
    {
        var detector = Steady(40, 5);
        var hash = ModelBytes.Hash(detector);
        var score = detector.Score(Day(39).AddHours(23), 50_000);
        Assert.Equal(hash, ModelBytes.Hash(detector));
        _alerts.Clear();
        detector.Learn(Day(39).AddHours(23), 50_000, _alerts);
        var alert = Assert.Single(_alerts, alert => alert.Kind == AlertKind.Amount);
        Assert.Equal((true, true, alert.Score, alert.Probability, alert.Expected, alert.Evidence),
            (score.Known, score.Anomalous, score.Score, score.Probability, score.Expected, score.Evidence));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(100)]
    public void Restored_goes_on_as_never_stopped(int daysBefore)
    {
        var whole = new AnomalyDetector(Model);
        Learn(whole, 0, daysBefore, 5);
        using var reader = new BinaryReader(new MemoryStream(ModelBytes.Of(whole)));
        var restored = AnomalyDetector.Read(reader, Model);
        var copy = whole.Copy();
        foreach (var detector in (AnomalyDetector[])[whole, restored, copy]) detector.Learn(Day(daysBefore), 30_000, _alerts);
        var alerts = new List<Alert>[] { [], [], [] };
        Learn(whole, daysBefore, 120, 5, alerts[0]);
        Learn(restored, daysBefore, 120, 5, alerts[1]);
        Learn(copy, daysBefore, 120, 5, alerts[2]);
        Assert.Equal(ModelBytes.Hash(whole), ModelBytes.Hash(restored));
        Assert.Equal(ModelBytes.Hash(whole), ModelBytes.Hash(copy));
        Assert.Equal(alerts[0], alerts[1]);
        Assert.Equal(alerts[0], alerts[2]);
    }

    [Fact]
    public void Amounts_of_a_new_key_are_not_judged_without_training() =>
        Assert.Equal((false, false, 1), new AnomalyDetector(Model).Score(Day(0), 1e9) is var score ? (score.Known, score.Anomalous, score.Probability) : default);

    [Fact]
    public void State_is_small() => Assert.InRange(ModelBytes.Of(Steady(60, 5)).Length, 100, 1024);

    [Fact]
    public void State_with_hourly_buckets_is_below_two_and_a_half_kilobytes() =>
        Assert.InRange(ModelBytes.Of(new AnomalyDetector(new AnomalyModel(new AnomalyDetectorOptions { BucketHours = 1 }))).Length, 1024, 2560);

    [Fact]
    public void Ordinary_events_allocate_nothing()
    {
        var detector = Steady(60, 5);
        _alerts.Clear();
        detector.Learn(Day(60), 20, _alerts);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var day = 61; day < 200; day++)
            for (var number = 0; number < 5; number++) detector.Learn(Day(day).AddHours(number), 20, _alerts);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(_alerts);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Amounts_that_are_no_numbers_are_refused(double amount)
    {
        var detector = new AnomalyDetector(Model);
        Assert.Contains("finite", Assert.Throws<ArgumentOutOfRangeException>(() => detector.Learn(Day(0), amount, _alerts)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => detector.Score(Day(0), amount));
    }

    [Fact]
    public void Every_wrong_option_is_named()
    {
        var wrong = new AnomalyDetectorOptions
        {
            FalseAlarmRate = 0.5,
            Scale = (AmountScale)9,
            BucketHours = 5,
            WarmUpEvents = 0,
            WarmUpBuckets = 0,
            AmountMemory = double.NaN,
            LevelMemory = 1,
            SeasonMemory = 0,
        };
        var message = Assert.Throws<OptionsException>(() => new AnomalyModel(wrong)).Message;
        foreach (var name in (string[])["FalseAlarmRate is 0.5", "Scale is 9; expected one of Auto, Linear, Logarithm", "BucketHours is 5", "WarmUpEvents", "WarmUpBuckets", "AmountMemory is NaN", "LevelMemory", "SeasonMemory"])
            Assert.Contains(name, message);
    }

    static DateTime Day(int day) => Simulated.Start.AddDays(day);

    AnomalyDetector Steady(int days, int perDay)
    {
        var detector = new AnomalyDetector(Model);
        Learn(detector, 0, days, perDay);
        return detector;
    }

    void Learn(AnomalyDetector detector, int fromDay, int toDay, int perDay, List<Alert>? alerts = null)
    {
        for (var day = fromDay; day < toDay; day++)
        {
            var random = new Random(day);
            for (var number = 0; number < perDay; number++) detector.Learn(Day(day).AddHours(8 + number), Math.Exp(3 + 0.5 * Simulated.Normal(random)), alerts ?? _alerts);
        }
    }
}
