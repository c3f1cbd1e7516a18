using CsCheck;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Metrics;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tests.Tabular;

public class ScoreCurveTests
{
    // ROC, precision-recall and calibration curves of scikit-learn 1.9.1 over these rows
    static readonly double[] Scores = [0.2, 0.6, 0.6, 0.1, 0.6, 0.4, 0.2, 0.6, 0.2, 0.5, 0.8, 0.1];
    static readonly int[] Positives = [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0];

    [Fact]
    public void Curves_are_those_of_scikit_learn()
    {
        var tally = new ScoreTally();
        for (var i = 0; i < 12; i++) tally.Add(new(Positives[i] == 1, Scores[i], i * 5 % 4));
        var roc = tally.Result().Roc();               // roc_curve(y, s, sample_weight=i·5 % 4, drop_intermediate=False)
        AssertClose([0.0, 0.0, 0.16666666666666666, 0.25, 0.3333333333333333, 0.5, 1.0], roc.FalsePositiveRate);
        AssertClose([0.0, 0.3333333333333333, 1.0, 1.0, 1.0, 1.0, 1.0], roc.TruePositiveRate);
        Assert.Equal([double.PositiveInfinity, 0.8, 0.6, 0.5, 0.4, 0.2, 0.1], roc.Thresholds);
        var curve = tally.Result().PrecisionRecall(); // precision_recall_curve(y, s, sample_weight=i·5 % 4)
        AssertClose([0.3333333333333333, 0.5, 0.6, 0.6666666666666666, 0.75, 1.0, 1.0], curve.Precision);
        AssertClose([1.0, 1.0, 1.0, 1.0, 1.0, 0.3333333333333333, 0.0], curve.Recall);
        Assert.Equal([0.1, 0.2, 0.4, 0.5, 0.6, 0.8], curve.Thresholds);
    }

    [Fact]
    public void The_calibration_curve_is_that_of_scikit_learn()
    {
        var calibration = new CalibrationSummary(bins: 5);
        for (var i = 0; i < 12; i++) calibration.Add(new(Positives[i] == 1, Scores[i]));
        AssertClose([0.0, 0.0, 0.6, 1.0], calibration.Result().PositivePart);      // calibration_curve(y, s, n_bins=5): scores on bounds
        AssertClose([0.15999999999999998, 0.4, 0.58, 0.8], calibration.Result().MeanScore);
        Assert.Contains("the score is 1.5", Assert.Throws<DatasetException>(() => calibration.Add(new(true, 1.5))).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Summaries_of_scores_keep_the_laws(bool weighted)
    {
        ScoreRow[] rows =
            [.. MetricRows.Probabilities(2, weighted).Select(row => new ScoreRow(row.Class == 1, row.Probabilities.Span[1], row.Weight))];
        SummaryLaws.Check(
            () => new ScoreTally(), rows, all => [Auc(all), AveragePrecision(all)], curves => [curves.RocAuc, curves.AveragePrecision]);
        SummaryLaws.Check(() => new CalibrationSummary(7), rows, all => [CalibrationError(all, 7)], curve => [curve.Error]);
    }

    [Fact]
    public void Many_rows_are_tallied_on_the_way()
    {
        var random = new CounterRandom(3);
        ScoreRow[] rows =
            [.. Enumerable.Range(0, 3_000).Select(i => new ScoreRow(random.Uniform(2 * i) < 0.3, random.Below(2 * i + 1, 500) / 500.0))];
        var tally = new ScoreTally();
        tally.AddRange(rows);
        Assert.Equal(Auc(rows), tally.Result().RocAuc, 1e-12);
        var distinct = rows.Select(row => row.Score).Distinct().Count();
        Assert.Equal(distinct, tally.Result().Thresholds.Length);
        Assert.Equal(4 + distinct * 24, ModelBytes.Of(tally).Length);
        Assert.Equal(20, tally.Result().Roc(points: 20).Thresholds.Length);
        Assert.Equal((1.0, 1.0), (tally.Result().Roc(20).FalsePositiveRate[^1], tally.Result().Roc(20).TruePositiveRate[^1]));
        Assert.Equal((20, 19), (tally.Result().PrecisionRecall(20).Recall.Length, tally.Result().PrecisionRecall(20).Thresholds.Length));
    }

    [Fact]
    public void The_area_counts_pairs() => Gen.Select(Gen.Bool, Gen.Int[0, 5], Gen.Int[0, 3]).Array[1, 40].Sample(cells =>
    {
        var tally = new ScoreTally();
        ScoreRow[] rows = [.. cells.Select(cell => new ScoreRow(cell.Item1, cell.Item2, cell.Item3))];
        tally.AddRange(rows);
        Assert.Equal(Auc(rows), tally.Result().RocAuc, 1e-12);
        Assert.Equal(AveragePrecision(rows), tally.Result().AveragePrecision, 1e-12);
    });

    [Fact]
    public void Scores_that_are_no_numbers_are_refused() =>
        Assert.Contains("the score is NaN", Assert.Throws<DatasetException>(() => new ScoreTally().Add(new(true, double.NaN))).Message);

    /// <summary>Over all pairs of a positive and a negative row.</summary>
    static double Auc(IReadOnlyList<ScoreRow> rows)
    {
        double won = 0, all = 0;
        foreach (var positive in rows.Where(row => row.Positive))
        {
            foreach (var negative in rows.Where(row => !row.Positive))
            {
                var weight = positive.Weight * negative.Weight;
                won += positive.Score > negative.Score ? weight : positive.Score == negative.Score ? weight / 2 : 0;
                all += weight;
            }
        }
        return won / all;
    }

    /// <summary>The mean over the positive rows of the precision at their own score.</summary>
    static double AveragePrecision(IReadOnlyList<ScoreRow> rows)
    {
        double Weight(Func<ScoreRow, bool> where) => rows.Where(where).Sum(row => row.Weight);
        double PrecisionAt(double score) => Weight(row => row.Positive && row.Score >= score) / Weight(row => row.Score >= score);
        var positives = rows.Where(row => row.Positive && row.Weight > 0).ToArray();
        return positives.Sum(row => row.Weight * PrecisionAt(row.Score)) / positives.Sum(row => row.Weight);
    }

    static double CalibrationError(IReadOnlyList<ScoreRow> rows, int bins) => rows
        .GroupBy(row => Enumerable.Range(1, bins - 1).Count(bound => bound * (1.0 / bins) < row.Score))
        .Sum(bin => Math.Abs(bin.Sum(row => row.Weight * (row.Score - (row.Positive ? 1 : 0))))) / rows.Sum(row => row.Weight);

    static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-14);
    }
}
