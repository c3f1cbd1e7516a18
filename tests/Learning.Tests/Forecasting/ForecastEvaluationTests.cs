using CsCheck;
using DistributedML.Compute;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Learning.Tests.Forecasting;

public class ForecastEvaluationTests
{
    static readonly DateOnly FirstDay = new(2024, 2, 26);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Derivation: values 1 3 2 5 4 6, season 1, horizon 2, two origins one day apart, forecast 4 with interval 3 to 5.
    /// Origin after 4 values: scale (2 + 1 + 3)/3 = 2; errors |4 − 4|, |6 − 4|: MASE (0 + 2)/2/2 = 0.5; sMAPE (0 + 200·2/10)/2 = 20; covered 1 of 2.
    /// Origin after 3: scale (2 + 1)/2 = 1.5; errors |5 − 4|, |4 − 4|: MASE 0.5/1.5 = 1/3; sMAPE (200/9)/2 = 100/9; covered 2 of 2.
    /// Means: MASE 5/12, sMAPE (20 + 100/9)/2 = 140/9, coverage 3/4.
    /// </summary>
    [Fact]
    public void Scores_are_the_ones_by_hand()
    {
        var table = new DailyTable(FirstDay, 6, [new("a", [1, 3, 2, 5, 4, 6]), new("b", new double[6])], [1, 3, 2, 5, 4, 6]);
        var scores = new ForecastEvaluation(2, 2, 1) { SeasonLength = 1 }.Run(
            table, before => _ => new(FirstDay.AddDays(before.Periods), 0.8, [4, 4], [3, 3], [5, 5]), Solo.Instance, cancel: Cancel);
        Assert.Equal("a", scores.Series[0].Key);
        Assert.Equal(5.0 / 12, scores.Series[0].Mase, 1e-12);
        Assert.Equal(140.0 / 9, scores.Series[0].Smape, 1e-12);
        Assert.Equal(0.75, scores.Series[0].Coverage);
        Assert.Equal(scores.Series[0] with { Key = "total" }, scores.Total);
        Assert.Equal((double.NaN, 200.0, 0.0), (scores.Series[1].Mase, scores.Series[1].Smape, scores.Series[1].Coverage));
        Assert.Equal(5.0 / 12, scores.Mase, 1e-12);
        Assert.Equal(0.375, scores.Coverage);
    }

    [Fact]
    public void Forecasters_see_the_days_before_the_origin_alone()
    {
        var table = Simulated.Table(3, 60, FirstDay);
        var cuts = new List<int>();
        new ForecastEvaluation(14, 3, 10).Run(table, before =>
        {
            cuts.Add(before.Periods);
            Assert.All(before.Series, series => Assert.Equal(before.Periods, series.Values.Length));
            return values =>
            {
                Assert.Equal(before.Periods, values.Length);
                return new(FirstDay.AddDays(values.Length), 0.8, new double[14], new double[14], new double[14]);
            };
        }, Solo.Instance, cancel: Cancel);
        Assert.Equal([46, 36, 26], cuts);
    }

    [Fact]
    public void A_perfect_forecast_has_no_error_and_covers_all() => Gen.Int[0, 9].Select(value => (double)value).Array[30].Sample(values =>
    {
        var table = new DailyTable(FirstDay, 30, [new("a", [.. values.SkipLast(1), 3.5])]);
        var actual = table.Series[0].Values;
        var scores = new ForecastEvaluation(5, 2, 5).Run(
            table, _ => before => Exactly(actual.AsSpan(before.Length, 5)), Solo.Instance, cancel: Cancel);
        return scores is { Smape: 0, Coverage: 1 } && scores.Mase is 0 or double.NaN;
    }, iter: 50);

    [Fact]
    public void Any_number_of_ranks_scores_the_same()
    {
        var table = Simulated.Table(7, 120, FirstDay);
        var evaluation = new ForecastEvaluation(14, 2, 14);
        var one = evaluation.Run(table, new ForecasterOptions(), Solo.Instance, cancel: Cancel);
        foreach (var scores in ThreadGang.Run(4, (collective, cancel) => evaluation.Run(Part(table, collective), new ForecasterOptions(), collective, cancel: cancel), Cancel))
        {
            Assert.Equal(one.Series.OrderBy(score => score.Key, StringComparer.Ordinal), scores.Series.OrderBy(score => score.Key, StringComparer.Ordinal));
            Assert.Equal(one.Mase, scores.Mase, 1e-12);
            Assert.Equal(one.Total, scores.Total);
        }
    }

    [Fact]
    public void The_forecaster_beats_the_seasonal_naive_one_on_noisy_weeks()
    {
        var scores = new ForecastEvaluation(14, 3, 14).Run(Simulated.Table(8, 200, FirstDay), new ForecasterOptions(), Solo.Instance, cancel: Cancel);
        Assert.InRange(scores.Mase, 0.5, 0.85);
        Assert.InRange(scores.Coverage, 0.75, 0.9);
    }

    [Fact]
    public void Tables_too_short_and_numbers_below_one_are_refused()
    {
        var wrong = Assert.Throws<ShortHistoryException>(() =>
            new ForecastEvaluation(14, 5, 14).Run(Simulated.Table(1, 3, FirstDay), new ForecasterOptions(), Solo.Instance, cancel: Cancel));
        Assert.Equal("the table has 3 days; the protocol (horizon 14, 5 origins) needs 71; shorten horizon, origins or originStep", wrong.Message);
        Assert.Equal((3, 71), (wrong.Periods, wrong.Needed));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForecastEvaluation(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForecastEvaluation(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForecastEvaluation(1, 1, 0));
    }

    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    [InlineData(28, 1)]
    [InlineData(29, 2)]
    [InlineData(70, 4)]
    [InlineData(71, 5)]
    [InlineData(200, 5)]
    public void A_short_table_is_evaluated_from_the_origins_it_has_days_for(int days, int origins)
    {
        ForecastScores Run() => new ForecastEvaluation(14, 5, 14).Run(Simulated.Table(2, days, FirstDay), new ForecasterOptions(), Solo.Instance, cancel: Cancel);
        if (origins == 0) Assert.Throws<ShortHistoryException>(Run);
        else Assert.Equal(origins, Run().Origins);
    }

    /// <summary>
    /// Derivation: values 1 3 2 5 - 6, season 1, horizon 2, one origin after 4 values, forecast 4 with interval 3 to 5, the fifth value
    /// missing. Scale
    /// (2 + 1 + 3)/3 = 2, error |6 − 4|: MASE 1; sMAPE 200·2/10 = 40; covered 0 of 1. A series without any value in the horizon has no
    /// scores.
    /// </summary>
    [Fact]
    public void Missing_values_are_left_out_of_the_scores()
    {
        var table = new DailyTable(FirstDay, 6, [new("a", [1, 3, 2, 5, double.NaN, 6]), new("b", [1, 3, 2, 5, double.NaN, double.NaN])]);
        var scores = new ForecastEvaluation(2, 1, 1) { SeasonLength = 1 }.Run(
            table, before => _ => new(FirstDay.AddDays(before.Periods), 0.8, [4, 4], [3, 3], [5, 5]), Solo.Instance, cancel: Cancel);
        Assert.Equal((1.0, 40.0, 0.0), (scores.Series[0].Mase, scores.Series[0].Smape, scores.Series[0].Coverage));
        Assert.True(double.IsNaN(scores.Series[1].Mase) && double.IsNaN(scores.Series[1].Smape) && double.IsNaN(scores.Series[1].Coverage));
        Assert.Equal((1.0, 40.0, 0.0), (scores.Mase, scores.Smape, scores.Coverage));
    }

    static DailyTable Part(DailyTable table, ICollective collective) =>
        table with { Series = [.. table.Series.Where((_, i) => i % collective.Ranks == collective.Rank)] };

    static Forecast Exactly(ReadOnlySpan<double> actual) => new(FirstDay, 0.8, actual.ToArray(), actual.ToArray(), actual.ToArray());
}
