using CsCheck;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Metrics;

namespace DistributedML.Learning.Tests.Tabular;

public class RegressionMetricTests
{
    /// <summary>
    /// scikit-learn 1.9.1 on <see cref="MetricRows.Regression"/>: mean_squared_error, root_mean_squared_error, mean_absolute_error,
    /// median_absolute_error, r2_score, mean_absolute_percentage_error and mean_pinball_loss(alpha=.9) of (y, p, sample_weight).
    /// </summary>
    [Theory]
    [InlineData(false, 0.09505208333333333, 0.30830517889476544, 0.26666666666666666, 0.25, 0.9928424068763226, 0.2856049384754128,
        0.13499999999999998)]
    [InlineData(true, 0.09418402777777778, 0.30689416380533824, 0.26666666666666666, 0.25, 0.9928698530963384, 0.29464431650141887,
        0.14055555555555557)]
    public void Metrics_equal_those_of_scikit_learn(
        bool weighted, double mse, double rmse, double mae, double medianAe, double r2, double mape, double pinball)
    {
        var report = new RegressionReport(level: 0.9);
        report.AddRange(MetricRows.Regression(weighted));
        var scores = report.Result();
        string[] keys = ["mse", "rmse", "mae", "medianAe", "r2", "mape", "pinball"];
        Assert.Equal(keys, scores.Values.Keys);
        double[] values = [mse, rmse, mae, medianAe, r2, mape, pinball];
        Assert.All(keys.Zip(values), golden => Assert.Equal(golden.Second, scores.Values[golden.First], 1e-13));
        Assert.Empty(scores.Undefined);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Summaries_of_errors_keep_the_laws(bool weighted)
    {
        var rows = MetricRows.Regression(weighted);
        SummaryLaws.Check(
            () => new RegressionErrors(0.9), rows, all => Means(all, 0.9),
            errors => [errors.MeanSquaredError, errors.MeanAbsoluteError, errors.R2, errors.PinballLoss]);
        SummaryLaws.Check(() => new MedianError(), rows, Median);
        SummaryLaws.Check(() => new RegressionReport(0.9), rows, all => [.. Means(all, 0.9), Median(all)], Numbers);

        static double[] Numbers(RegressionScores scores) =>
            [scores.Values["mse"], scores.Values["mae"], scores.Values["r2"], scores.Values["pinball"], scores.Values["medianAe"]];
    }

    [Fact]
    public void A_state_is_little_endian()
    {
        var median = new MedianError();
        median.Add(new(Target: 2, Prediction: 0.5, Weight: 2));
        Assert.Equal("01000000" + "000000000000F83F" + "0000000000000040", Convert.ToHexString(ModelBytes.Of(median)));   // one entry: 1.5 = 1.1₂·2⁰ and 2 = 1.0₂·2¹ in IEEE 754
    }

    [Fact]
    public void The_spread_of_large_targets_keeps_its_digits()
    {
        var errors = new RegressionErrors();
        foreach (var row in MetricRows.Regression(weighted: true)) errors.Add(new(row.Target + 1e9, row.Prediction + 1e9, row.Weight));
        Assert.Equal(0.9928698530963384, errors.Result().R2, 1e-6);    // as without the 1e9, see above
    }

    [Fact]
    public void A_weight_of_n_is_a_row_n_times_and_a_weight_of_0_is_none() =>
        Gen.Select(Gen.Int[-20, 20], Gen.Int[-20, 20], Gen.Int[0, 3]).Array[1, 30].Sample(cells =>
    {
        var (weighted, repeated) = (new RegressionReport(), new RegressionReport());
        foreach (var (target, prediction, weight) in cells)
        {
            weighted.Add(new(target, prediction, weight));
            for (var i = 0; i < weight; i++) repeated.Add(new(target, prediction));
        }
        var (left, right) = (weighted.Result().Values, repeated.Result().Values);
        if (weighted.Result().Means.Rows < 2) return;        // one row of weight 2 has no R², two rows have one
        Assert.All(left, metric => Assert.Equal(right[metric.Key], metric.Value, 1e-9 * Math.Max(1, Math.Abs(metric.Value))));
    });

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 1, 1, 1, 1 }, 2.5)]
    [InlineData(new double[] { 4, 1, 3 }, new double[] { 1, 1, 1 }, 3)]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, 0, 1 }, 2)]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 3, 1, 1 }, 1)]
    [InlineData(new double[] { 7 }, new double[] { 0.5 }, 7)]
    public void The_median_is_that_of_scikit_learn(double[] errors, double[] weights, double expected)
    {
        // 1.9.1, median_absolute_error(zeros, errors, sample_weight=weights)
        var median = new MedianError();
        for (var i = 0; i < errors.Length; i++) median.Add(new(0, errors[i], weights[i]));
        Assert.Equal(expected, median.Result());
    }

    [Fact]
    public void Undefined_metrics_are_NaN_with_a_reason()
    {
        var report = new RegressionReport();
        report.Add(new(1, 2, 0));
        Assert.All(report.Result().Values.Values, value => Assert.True(double.IsNaN(value)));
        Assert.Equal("no row counts", report.Result().Undefined["rmse"]);
        report.Add(new(1, 2));
        Assert.Equal(["r2"], report.Result().Undefined.Keys);
        Assert.Contains("two rows", report.Result().Undefined["r2"]);
        Assert.Equal(1, report.Result().Values["mae"]);
    }

    [Theory]
    [InlineData(3, 3, 1)]      // r2_score([3, 3], [3, 3]) is 1.0
    [InlineData(3, 4, 0)]      // r2_score([3, 3], [4, 4]) is 0.0
    public void R2_of_a_constant_target_is_that_of_scikit_learn(double target, double prediction, double expected)
    {
        var errors = new RegressionErrors();
        errors.AddRange([new(target, prediction), new(target, prediction)]);
        Assert.Equal(expected, errors.Result().R2);
    }

    [Fact]
    public void Wrong_numbers_are_refused_by_name()
    {
        var report = new RegressionReport();
        AssertError(new(double.NaN, 1), "the target is NaN");
        AssertError(new(1, double.PositiveInfinity), "the prediction is Infinity");
        AssertError(new(1, 1, -1), "the weight is -1");
        Assert.Throws<ArgumentOutOfRangeException>(() => new RegressionReport(level: 1));
        Assert.Contains("level 0.9", Assert.Throws<ArgumentException>(() => report.Merge(new RegressionReport(0.9))).Message);

        void AssertError(RegressionRow row, string part) =>
            Assert.Contains(part, Assert.Throws<DatasetException>(() => report.Add(row)).Message);
    }

    [Fact]
    public void A_model_is_measured_on_a_table()
    {
        var rows = Tables.Gaussian(200, 2);
        var estimator = Estimation.Estimators.Find("linear-regression")!;
        var model = (IRegressor)estimator.Train(rows, estimator.DefaultOptions(), Training.Alone);
        var scores = RegressionReport.Of(model, rows).Result();
        Assert.Equal(200, scores.Means.Rows);
        Assert.InRange(scores.Values["rmse"], 0.08, 0.12);        // the noise is 0.1
        var unlabelled = rows.Unlabelled();
        Assert.Contains("no target of numbers", Assert.Throws<DatasetException>(() => RegressionReport.Of(model, unlabelled)).Message);
    }

    static double[] Means(IReadOnlyList<RegressionRow> rows, double level)
    {
        var weight = rows.Sum(row => row.Weight);
        var mean = rows.Sum(row => row.Weight * row.Target) / weight;
        double Mean(Func<RegressionRow, double> of) => rows.Sum(row => row.Weight * of(row)) / weight;
        var mse = Mean(row => Math.Pow(row.Target - row.Prediction, 2));
        return
        [
            mse, Mean(row => row.AbsoluteError), 1 - mse / Mean(row => Math.Pow(row.Target - mean, 2)),
            Mean(row => row.Target >= row.Prediction ? level * row.AbsoluteError : (1 - level) * row.AbsoluteError),
        ];
    }

    /// <summary>The middle of all errors, each as often as its weight, a whole number, says.</summary>
    static double Median(IReadOnlyList<RegressionRow> rows)
    {
        var errors = rows.SelectMany(row => Enumerable.Repeat(row.AbsoluteError, (int)row.Weight)).Order().ToArray();
        return (errors[(errors.Length - 1) / 2] + errors[errors.Length / 2]) / 2;
    }
}
