using DistributedML.Compute;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Learning.Tests.Anomalies;

public class AmountInjectionTests
{
    static readonly DateTime Cut = Simulated.Start.AddDays(90);

    static readonly DetectorRows Rows = Simulated.Rows(4, 20, 150, 15, (random, key) => 100 + key + Simulated.Normal(random));

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_calibrated_detector_finds_what_was_injected_and_little_else()
    {
        var measured = Measure(Train(1e-4, Rows.Before(Cut)));
        Assert.InRange(measured.Injected, 150, 250);
        Assert.InRange((double)measured.Found / measured.Injected, 0.5, 1);
        Assert.InRange(measured.Elsewhere, 0, 4);
        Assert.InRange(measured.Detection, 0.3, (double)measured.Found / measured.Injected + 1e-9);
        Assert.Equal(52, measured.Days.Count);   // Saturdays have no rows
        Assert.Equal("2024-03-31", measured.Days[0]);
    }

    [Fact]
    public void A_detector_that_alerts_too_often_and_one_that_alerts_too_seldom_are_worse()
    {
        var good = Measure(Train(1e-4, Rows.Before(Cut)));
        var often = Measure(Train(1e-2, Rows.Before(Cut)));
        var seldom = Measure(Train(1e-12, Rows.Before(Cut)));
        Assert.True(often.Elsewhere > good.Elsewhere + 50);
        Assert.True(seldom.Found < good.Found - 20);
        Assert.True(good.Detection > often.Detection && good.Detection > seldom.Detection,
            $"{good.Detection} {often.Detection} {seldom.Detection}");
    }

    [Fact]
    public void The_same_rows_have_the_same_injections_whatever_the_model()
    {
        Assert.Equal(Measure(Train(1e-4, Rows.Before(Cut))).Injected, Measure(new(new() { Scale = AmountScale.Logarithm })).Injected);
        var model = Train(1e-4, Rows.Before(Cut));
        var (one, two) = (Measure(model), Measure(model));
        Assert.Equal((one.Found, one.Elsewhere), (two.Found, two.Elsewhere));
        Assert.Equal(one.Scores, two.Scores);
    }

    [Fact]
    public void Without_rows_that_can_be_injected_nothing_is_measured()
    {
        var measured = AmountInjection.Measure(Train(1e-4, Rows), Rows, Simulated.Start.AddDays(200), 1e-4, Cancel);
        Assert.Equal((0, double.NaN, 0), (measured.Injected, measured.Detection, measured.Days.Count));
    }

    static AnomalyModel Train(double rate, DetectorRows rows) =>
        new DetectorTrainer(new() { FalseAlarmRate = rate }).Train(rows, new Training(Solo.Instance, Cancel: Cancel)).Model;

    static AmountInjection Measure(AnomalyModel model) => AmountInjection.Measure(model, Rows, Cut, 1e-4, Cancel);
}
