using CsCheck;
using DistributedML.Compute;
using DistributedML.Learning.Forecasting;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tests.Forecasting;

/// <summary>Series of any step, aggregate and meaning of steps without events.</summary>
public class SeriesShapeTests
{
    static readonly DateTime Start = new(2025, 3, 1);

    /// <summary>Amounts 5, 2, 9 in the first hour, none in the second, 4 in the third; the second 2 comes out of order.</summary>
    [Theory]
    [InlineData(SeriesAggregate.Sum, MissingSteps.Zero, 16, 0)]
    [InlineData(SeriesAggregate.Count, MissingSteps.Zero, 3, 0)]
    [InlineData(SeriesAggregate.Mean, MissingSteps.Missing, 16.0 / 3, double.NaN)]
    [InlineData(SeriesAggregate.Last, MissingSteps.Carried, 9, 9)]
    [InlineData(SeriesAggregate.Min, MissingSteps.Missing, 2, double.NaN)]
    [InlineData(SeriesAggregate.Max, MissingSteps.Carried, 9, 9)]
    public void Amounts_of_a_step_become_its_value(SeriesAggregate aggregate, MissingSteps missing, double first, double second)
    {
        var series = new DailySeries(new(), new SeriesShape(SeriesStep.Hour, aggregate, missing), Start);
        series.Add(Start.AddMinutes(10), 5);
        series.Add(Start.AddMinutes(50), 9);
        series.Add(Start.AddMinutes(30), 2);
        Assert.Equal(first, series.OpenValue);
        series.Add(Start.AddHours(2), 4);
        Assert.Equal([first, second], series.History(Start.AddHours(2)).Values);
        Assert.Equal(Start, series.History(Start).First);
        Assert.Equal(Start.AddHours(2), series.Open);
    }

    [Theory]
    [InlineData(SeriesAggregate.Sum, MissingSteps.Zero)]
    [InlineData(SeriesAggregate.Mean, MissingSteps.Missing)]
    [InlineData(SeriesAggregate.Last, MissingSteps.Missing)]
    public void The_usual_meaning_of_a_step_without_events_depends_on_the_aggregate(SeriesAggregate aggregate, MissingSteps missing) =>
        Assert.Equal(missing, SeriesShape.Of(SeriesStep.Hour, aggregate).Missing);

    [Fact]
    public void Late_amounts_join_sums_and_are_left_out_of_means()
    {
        var (sum, mean) = (Hourly(SeriesAggregate.Sum), Hourly(SeriesAggregate.Mean));
        foreach (var series in new[] { sum, mean })
        {
            series.Add(Start.AddHours(3), 5);
            series.Add(Start.AddHours(1), 7);
        }
        Assert.Equal((12.0, 1L), (sum.OpenValue, sum.LateAmounts));
        Assert.Equal((5.0, 1L), (mean.OpenValue, mean.LateAmounts));
    }

    [Fact]
    public void A_step_whose_events_have_no_value_is_missing_not_zero()
    {
        var series = Hourly(SeriesAggregate.Sum);
        series.AddMissing(Start);
        series.Add(Start.AddHours(1), 3);
        series.AddMissing(Start.AddHours(1));
        Assert.Equal([double.NaN, 3, 0], series.History(Start.AddHours(3)).Values);
    }

    /// <summary>Numbers, nulls and gaps in any order: the state after a restart is that of a series that never stopped.</summary>
    [Fact]
    public void Restored_equals_never_stopped() =>
        Gen.Select(Gen.Enum<SeriesAggregate>(), Gen.Enum<MissingSteps>(), Gen.Select(Gen.Int[-3, 90], Gen.Int[-20, 20]).Array[1, 80]).Sample((aggregate, missing, events) =>
        {
            var series = new DailySeries(new(), new SeriesShape(SeriesStep.Parse("20 minutes"), aggregate, missing), Start);
            var restored = series.Copy();
            var time = Start.AddHours(1);
            foreach (var (minutes, amount) in events)
            {
                time = time.AddMinutes(minutes);
                restored = DailySeries.Read(new BinaryReader(new MemoryStream(ModelBytes.Of(restored))));
                foreach (var each in new[] { series, restored })
                {
                    if (amount == 20) each.AddMissing(time);
                    else each.Add(time, amount);
                }
            }
            return ModelBytes.Hash(series) == ModelBytes.Hash(restored);
        }, iter: 60);

    /// <summary>
    /// What is missing teaches nothing: with every fifth value missing, forecasts are near those of the whole series and no value is
    /// forecast 0.
    /// </summary>
    [Theory]
    [InlineData(ForecastMember.SeasonalNaive)]
    [InlineData(ForecastMember.Mean)]
    [InlineData(ForecastMember.SeasonalMedian)]
    [InlineData(ForecastMember.Croston)]
    [InlineData(ForecastMember.Theta)]
    [InlineData(ForecastMember.ExponentialSmoothing)]
    public void Missing_values_teach_nothing(ForecastMember member)
    {
        var random = new CounterRandom(5);
        double[] values = [.. Enumerable.Range(0, 240).Select(i => 20 + 5 * Math.Sin(i * Math.PI / 12) + random.Normal(i))];
        double[] holes = [.. values.Select((value, i) => i % 5 == 1 ? double.NaN : value)];
        var options = new ForecasterOptions { Members = [member] };
        var (whole, part) = (SeriesForecaster.Fit(values, SeriesStep.Hour, Start, options), SeriesForecaster.Fit(holes, SeriesStep.Hour, Start, options));
        Assert.Equal((240L, 192L), (whole.Values, part.Values));
        Assert.Equal(whole.Next, part.Next);
        var (expected, actual) = (whole.Predict(24, 0.8), part.Predict(24, 0.8));
        for (var hour = 0; hour < 24; hour++) Assert.InRange(actual.Mean[hour], expected.Mean[hour] - 3, expected.Mean[hour] + 3);
    }

    /// <summary>
    /// A sensor that never reports at night: the hours of the day have their profile all the same, and the night is no 0.
    /// </summary>
    [Theory]
    [InlineData(100)]
    [InlineData(-100)]
    public void Phases_that_never_have_a_value_leave_the_others_their_profile(double mean)
    {
        double[] values = [.. Enumerable.Range(0, 24 * 20).Select(i => i % 24 < 6 ? double.NaN : mean + i % 24)];
        var forecast = SeriesForecaster.Fit(values, SeriesStep.Hour, Start, new()).Predict(24, 0.8);
        for (var hour = 0; hour < 24; hour++) Assert.InRange(forecast.Mean[hour], mean + (hour < 6 ? 5 : hour - 1), mean + (hour < 6 ? 25 : hour + 1));
    }

    [Fact]
    public void Hours_have_the_season_of_a_day_and_months_that_of_a_year()
    {
        double[] hours = [.. Enumerable.Range(0, 24 * 20).Select(i => i % 24 is >= 8 and < 18 ? 10.0 + i % 24 : 0)];
        var day = SeriesForecaster.Fit(hours, SeriesStep.Hour, Start, new()).Predict(24, 0.8);
        Assert.Equal([.. hours[..24]], day.Mean.Select(mean => Math.Round(mean, 6)));
        Assert.Equal(Start.AddDays(20).AddHours(23), day.StartOf(23));
        double[] months = [.. Enumerable.Range(0, 48).Select(i => 100.0 + 10 * (i % 12))];
        var year = SeriesForecaster.Fit(months, SeriesStep.Month, new DateTime(2021, 1, 15), new()).Predict(12, 0.8);
        for (var month = 0; month < 12; month++) Assert.Equal(months[month], year.Mean[month], 1.0);
        Assert.Equal((new DateTime(2025, 1, 1), new DateTime(2025, 12, 1)), (year.First, year.StartOf(11)));
    }

    /// <summary>Nine months of 50 to 60: nothing is known of the other three, which is no reason to forecast 0 for them.</summary>
    [Fact]
    public void Months_of_less_than_a_year_are_forecast_near_what_is_known()
    {
        double[] months = [55, 50, 60, 52, 58, 54, 56, 57, 53];
        var table = new DailyTable(new DateTime(2025, 1, 1), 9, [new("a", months)], months) { Shape = SeriesShape.Of(SeriesStep.Month, SeriesAggregate.Max) };
        var trained = new ForecasterTrainer(new()).Train(table, new Training(Solo.Instance, Cancel: TestContext.Current.CancellationToken));
        foreach (var series in new[] { trained.Series["a"], trained.Total! })
            Assert.All(series.Predict(trained.TrainedBefore, 6, 0.8)!.Mean, mean => Assert.InRange(mean, 49.9, 60.1));
    }

    [Fact]
    public void Batch_up_to_a_cut_and_the_hours_after_it_equal_batch_on_everything()
    {
        var random = new CounterRandom(3);
        double[] values = [.. Enumerable.Range(0, 300).Select(i => i % 11 == 4 ? double.NaN : 15 + 3 * Math.Sin(i * Math.PI / 12) + random.Normal(i))];
        var (whole, series) = (At(300), At(200));
        for (var hour = 200; hour < 300; hour++)
            if (!double.IsNaN(values[hour])) series.Add(Start.AddHours(hour), values[hour]);
        series.AdvanceTo(Start.AddHours(300));
        Assert.Equal(ModelBytes.Hash(whole), ModelBytes.Hash(series));

        DailySeries At(int hours) => new(SeriesShape.Of(SeriesStep.Hour, SeriesAggregate.Mean),
            SeriesForecaster.Fit(values.AsSpan(0, hours), SeriesStep.Hour, Start, new() { CombinationPower = 0 }), values.AsSpan(0, hours), 192);
    }

    [Fact]
    public void A_forecaster_of_another_step_is_not_adopted() => Assert.Equal(
        "the forecaster's step is day; expected the series' own, hour",
        Assert.Throws<ArgumentException>(() => Hourly(SeriesAggregate.Sum).Adopt(SeriesForecaster.Untrained(new(), new DateOnly(2025, 3, 1)))).Message);

    static DailySeries Hourly(SeriesAggregate aggregate) => new(new(), SeriesShape.Of(SeriesStep.Hour, aggregate), Start);
}
