using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Metrics;

namespace DistributedML.Learning.Tests.Tabular;

public class ClassificationMetricTests
{
    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Metrics_equal_those_of_scikit_learn(int classes, bool weighted)
    {
        var golden = ClassificationGoldens.Of(classes, weighted);
        var scores = Report(classes, weighted).Result();
        Assert.Equal(golden["f2Macro"], scores.Confusion.FBeta(ClassAverage.Macro, beta: 2), 1e-13);
        golden.Remove("f2Macro");
        Assert.Equal(golden.Keys.Order(), scores.Values.Keys.Order());
        Assert.All(golden, metric => Assert.Equal(metric.Value, scores.Values[metric.Key], 1e-13));
        Assert.Empty(scores.Undefined);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Summaries_of_classes_keep_the_laws(int classes, bool weighted)
    {
        var rows = MetricRows.Probabilities(classes, weighted);
        var pairs = rows.Select(row => new ClassRow(row.Class, row.Predicted, row.Weight)).ToArray();
        SummaryLaws.Check(() => new ConfusionSummary(classes), pairs, all => Confusion(all, classes), matrix => Numbers(matrix));
        SummaryLaws.Check(() => new ProbabilityLosses(classes), rows, Losses, LossNumbers);
        SummaryLaws.Check(
            () => new ClassificationReport(classes), rows, all => [.. Confusion(pairs, classes), .. Losses(all)],
            scores => [.. Numbers(scores.Confusion), .. LossNumbers(scores.Probabilities)]);

        static double[] LossNumbers(ProbabilityScores scores) => [scores.Weight, scores.LogLoss, scores.TopKAccuracy];

        double[] Numbers(ConfusionMatrix matrix)
        {
            var cells = Enumerable.Range(0, classes * classes).Select(i => matrix[i / classes, i % classes]);
            return [.. cells, matrix.Accuracy, matrix.BalancedAccuracy];
        }
    }

    [Fact]
    public void The_confusion_matrix_is_that_of_scikit_learn()
    {
        var matrix = Report(3, weighted: true).Result().Confusion;      // 1.9.1, confusion_matrix(y, h, sample_weight=w)
        double[] expected = [46, 12, 0, 30, 35, 0, 9, 8, 40];
        Assert.Equal(expected, Enumerable.Range(0, 9).Select(i => matrix[i / 3, i % 3]));
        Assert.Equal(65, matrix.Support(1));
    }

    [Fact]
    public void A_class_without_rows_that_is_never_predicted_does_not_count()
    {
        var (three, four) = (new ConfusionSummary(3), new ConfusionSummary(4));
        foreach (var row in MetricRows.Probabilities(3, weighted: true))
        {
            three.Add(new(row.Class, row.Predicted, row.Weight));
            four.Add(new(row.Class == 2 ? 3 : row.Class, row.Predicted == 2 ? 3 : row.Predicted, row.Weight));
        }
        var (left, right) = (three.Result(), four.Result());
        Assert.Equal(left.FBeta(ClassAverage.Macro), right.FBeta(ClassAverage.Macro), 1e-15);
        Assert.Equal(left.BalancedAccuracy, right.BalancedAccuracy, 1e-15);
        Assert.Equal(left.Mcc, right.Mcc, 1e-15);
        Assert.Equal(0, right.Precision(2));
    }

    [Fact]
    public void One_class_only_is_stated()
    {
        var report = new ClassificationReport(2);
        report.Add(new(0, (double[])[0.9, 0.1]));
        report.Add(new(0, (double[])[0.8, 0.2]));
        report.Add(new(0, (double[])[0.7, 0.3], 0.1));
        var scores = report.Result();
        Assert.Equal(["averagePrecision", "kappa", "rocAuc"], scores.Undefined.Keys.Order());    // roc_auc_score and cohen_kappa_score: nan
        Assert.Equal("the class of code 1 has no rows", scores.Undefined["rocAuc"]);
        Assert.Contains("one class", scores.Undefined["kappa"]);
        Assert.Equal(1, scores.Values["accuracy"]);
        Assert.Equal(0, scores.Values["mcc"]);                                                  // as matthews_corrcoef
        Assert.Equal(0, scores.Values["recall"]);
    }

    [Fact]
    public void No_rows_and_weights_of_0_give_NaN_with_a_reason()
    {
        var report = new ClassificationReport(3);
        report.Add(new(0, (double[])[0.5, 0.25, 0.25], 0));
        var scores = report.Result();
        Assert.All(scores.Values, metric => Assert.True(double.IsNaN(metric.Value), metric.Key));
        Assert.All(scores.Undefined.Values, reason => Assert.Equal("no row counts", reason));
    }

    [Fact]
    public void Certainty_in_the_wrong_class_costs_as_in_scikit_learn()
    {
        var losses = new ProbabilityLosses(2);
        losses.Add(new(0, (double[])[0, 1]));
        Assert.Equal(36.04365338911715, losses.Result().LogLoss, 1e-12);    // 1.9.1, log_loss([0], [[0, 1]], labels=[0, 1])
        Assert.Equal(1, losses.Result().Brier);
    }

    [Fact]
    public void Wrong_rows_are_refused_by_name()
    {
        var report = new ClassificationReport(2);
        AssertError(new(2, (double[])[0.5, 0.5]), "the class has code 2; expected 0 to 1");
        AssertError(new(0, (double[])[0.5, 0.25, 0.25]), "3 probabilities for 2 classes");
        AssertError(new(0, (double[])[1.5, -0.5]), "a probability is 1.5");
        AssertError(new(0, (double[])[double.NaN, 0.5]), "a probability is NaN");
        AssertError(new(0, (double[])[0.5, 0.5], double.NaN), "the weight is NaN");
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassificationReport(1));
        Assert.Contains("3 classes", Assert.Throws<ArgumentException>(() => report.Merge(new ClassificationReport(3))).Message);

        void AssertError(ProbabilityRow row, string part) =>
            Assert.Contains(part, Assert.Throws<DatasetException>(() => report.Add(row)).Message);
    }

    [Fact]
    public void Bytes_that_are_no_report_are_refused()
    {
        var bytes = ModelBytes.Of(Report(2, weighted: true));
        bytes[0] = 7;
        Assert.Throws<InvalidDataException>(() => ClassificationReport.Read(new BinaryReader(new MemoryStream(bytes))));
    }

    [Fact]
    public void A_model_is_measured_by_the_names_of_its_classes()
    {
        var rows = Tables.Gaussian(200, 2);
        var estimator = Estimation.Estimators.Find("logistic-regression")!;
        var model = (IClassifier)estimator.Train(rows, estimator.DefaultOptions(), Training.Alone);
        var turned = rows.With(classes: [.. rows.Classes!.Select(c => 2 - c)], classNames: ["none", "low", "high"]);
        var scores = ClassificationReport.Of(model, rows).Result();
        Assert.InRange(scores.Values["accuracy"], 0.95, 1);
        Assert.Equal(scores.Values, ClassificationReport.Of(model, turned).Result().Values);
        var other = rows.With(classNames: ["high", "middle"]);
        Assert.Contains(
            "the class is 'middle'; the model knows high, low",
            Assert.Throws<DatasetException>(() => ClassificationReport.Of(model, other)).Message);
    }

    static ClassificationReport Report(int classes, bool weighted)
    {
        var report = new ClassificationReport(classes);
        report.AddRange(MetricRows.Probabilities(classes, weighted));
        return report;
    }

    static double[] Confusion(IReadOnlyList<ClassRow> rows, int classes)
    {
        double Weight(Func<ClassRow, bool> where) => rows.Where(where).Sum(row => row.Weight);
        return
        [
            .. Enumerable.Range(0, classes * classes).Select(i => Weight(row => row.Class == i / classes && row.Predicted == i % classes)),
            Weight(row => row.Class == row.Predicted) / Weight(_ => true),
            Enumerable.Range(0, classes).Average(c => Weight(row => row.Class == c && row.Predicted == c) / Weight(row => row.Class == c)),
        ];
    }

    static double[] Losses(IReadOnlyList<ProbabilityRow> rows)
    {
        var weight = rows.Sum(row => row.Weight);
        return
        [
            weight,
            rows.Sum(row => -row.Weight * Math.Log(row.Probabilities.Span[row.Class])) / weight,
            rows.Where(IsInTopTwo).Sum(row => row.Weight) / weight,
        ];

        static bool IsInTopTwo(ProbabilityRow row) =>
            row.Probabilities.ToArray().Select((p, i) => (p, i)).OrderDescending().Take(2).Any(best => best.i == row.Class);
    }
}
