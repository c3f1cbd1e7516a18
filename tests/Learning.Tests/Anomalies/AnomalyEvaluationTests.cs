using DistributedML.Learning.Anomalies;

namespace DistributedML.Learning.Tests.Anomalies;

public class AnomalyEvaluationTests
{
    static readonly DateTime Day = new(2024, 3, 1);

    static readonly DetectorRows Rows = new(["a", "b"], [0, 1, 0, 0, 1], [Day, Day.AddHours(1), Day.AddHours(2), Day.AddHours(3), Day.AddDays(9)], [1, 1, 1, 1, 1]);

    [Fact]
    public void Hits_false_alerts_and_delays_are_counted()
    {
        var evaluation = AnomalyEvaluation.Evaluate(
            [new(AlertKind.Burst, "a", Day, Day.AddHours(3)), new(AlertKind.Amount, "b", Day, Day), new(AlertKind.Silence, "b", Day.AddDays(20), Day.AddDays(25))],
            [Alert("a", 2), Alert("a", 3), Alert("b", 200), Alert("c", 1)], Rows, TimeSpan.FromHours(1));
        Assert.Equal((3, 1, 2, 2.0, 2.0), (evaluation.Known, evaluation.Hits, evaluation.FalseAlerts, evaluation.MedianDelayEvents, evaluation.MedianDelayHours));
        Assert.Equal((1.0 / 3, 1.0 / 3, 1.0 / 3), (evaluation.Precision, evaluation.Recall, evaluation.F1));
    }

    [Fact]
    public void The_tolerance_lengthens_the_window_and_nothing_before_it_counts()
    {
        InjectedAnomaly[] known = [new(AlertKind.Amount, "a", Day.AddHours(2), Day.AddHours(2))];
        Assert.Equal(1, AnomalyEvaluation.Evaluate(known, [Alert("a", 26)], Rows, TimeSpan.FromDays(1)).Hits);
        Assert.Equal(0, AnomalyEvaluation.Evaluate(known, [Alert("a", 27)], Rows, TimeSpan.FromDays(1)).Hits);
        Assert.Equal(0, AnomalyEvaluation.Evaluate(known, [Alert("a", 1)], Rows, TimeSpan.FromDays(1)).Hits);
    }

    [Fact]
    public void Two_anomalies_need_two_alerts()
    {
        InjectedAnomaly[] known = [new(AlertKind.Amount, "a", Day, Day.AddHours(5)), new(AlertKind.Burst, "a", Day, Day.AddHours(5))];
        Assert.Equal(1, AnomalyEvaluation.Evaluate(known, [Alert("a", 1)], Rows, TimeSpan.Zero).Hits);
        Assert.Equal(2, AnomalyEvaluation.Evaluate(known, [Alert("a", 1), Alert("a", 2)], Rows, TimeSpan.Zero).Hits);
    }

    [Fact]
    public void Nothing_found_is_no_division_by_zero()
    {
        var evaluation = AnomalyEvaluation.Evaluate([], [], Rows, TimeSpan.Zero);
        Assert.Equal(0, evaluation.F1);
        Assert.True(double.IsNaN(evaluation.Precision) && double.IsNaN(evaluation.Recall) && double.IsNaN(evaluation.MedianDelayHours));
    }

    static KeyedAlert Alert(string key, int hours) => new(key, new(AlertKind.Amount, Day.AddHours(hours), 1, 1, 1, 1e-6, ""));
}
