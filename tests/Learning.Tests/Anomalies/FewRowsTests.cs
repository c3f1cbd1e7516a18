using DistributedML.Compute;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Learning.Tests.Anomalies;

/// <summary>
/// A detector that few rows trained: it says that it is not calibrated, and the raw tails decide. They are exponential, so that laws whose
/// tails are no heavier
/// alert no more often than the option says; what is far out is found all the same.
/// </summary>
public class FewRowsTests
{
    const double Rate = 1e-4;
    const int Later = 100_000;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var rows in (int[])[5, 20, 100, 1_000])
                foreach (var law in (string[])["volts", "degrees around 0", "log-normal", "gamma"]) cases.Add(rows, law);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ordinary_amounts_alert_no_more_often_than_the_option_says_and_one_far_out_alerts(int rows, string law)
    {
        var random = new Random(rows);
        double[] all = [.. Enumerable.Range(0, rows + Later + 1).Select(i => i == rows + Later ? 1e6 : Amount(law, random))];
        var data = new DetectorRows(["a"], new int[all.Length], [.. all.Select((_, i) => Simulated.Start.AddHours(i))], all);
        var cut = Simulated.Start.AddHours(rows);
        var trained = new DetectorTrainer(new() { FalseAlarmRate = Rate }).Train(data.Before(cut), new Training(Solo.Instance,
            Cancel: Cancel));
        foreach (var tail in (TailCalibration[])[trained.Model.Amounts.High, trained.Model.Amounts.Low, trained.Model.Burst,
            trained.Model.Silence])
            Assert.Equal((false, true), (tail.IsFitted, tail.Values < TailCalibration.FewestValues));

        var alerts = new List<KeyedAlert>();
        trained.Continue(data.From(cut), alerts, Cancel);
        Assert.Equal(1e6, alerts[^1].Alert.Observed);
        Assert.InRange(alerts.Count - 1, 0, Rate * Later);
    }

    static double Amount(string law, Random random) => law switch
    {
        "volts" => 230 + Simulated.Normal(random),
        "degrees around 0" => Simulated.Normal(random),
        "log-normal" => Math.Exp(2 + Simulated.Normal(random)),
        _ => Simulated.Gamma(random, 2),
    };
}
