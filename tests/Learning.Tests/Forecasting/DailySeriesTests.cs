using CsCheck;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Learning.Tests.Forecasting;

public class DailySeriesTests
{
    static readonly DateOnly FirstDay = new(2024, 2, 26);
    static readonly ForecasterOptions Options = new();

    /// <summary>Amounts with the days between each and the one before it.</summary>
    static readonly Gen<(int Gap, int Amount)[]> Events = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 20]).Array[1, 120];

    [Fact]
    public void Amounts_one_by_one_equal_daily_sums() => Events.Sample(events =>
    {
        var series = new DailySeries(Options, FirstDay);
        var sums = new double[events.Sum(each => each.Gap) + 1];
        var day = 0;
        foreach (var (gap, amount) in events)
        {
            series.Add(FirstDay.AddDays(day += gap), amount);
            sums[day] += amount;
        }
        series.AdvanceTo(FirstDay.AddDays(sums.Length));
        var forecaster = SeriesForecaster.Untrained(Options, FirstDay);
        foreach (var sum in sums) forecaster.Observe(sum);
        return ModelBytes.Hash(series.Forecaster) == ModelBytes.Hash(forecaster) && series.LateAmounts == 0
            && series.History(series.OpenDay).Values.SequenceEqual(sums.TakeLast(56));
    }, iter: 60);

    [Fact]
    public void Trained_up_to_a_day_and_fed_the_rest_equals_filtering_the_whole() => Gen.Int[60, 140].Sample(cut =>
    {
        var sales = Simulated.Sales(cut, 150);
        var trained = SeriesForecaster.Fit(sales.AsSpan(0, cut), FirstDay, Options);
        var whole = trained.Copy();
        var series = new DailySeries(SeriesShape.Daily, trained, sales.AsSpan(0, cut), 56);
        for (var day = cut; day < sales.Length; day++)
        {
            whole.Observe(sales[day]);
            series.Add(FirstDay.AddDays(day), Math.Floor(sales[day] / 2));
            series.Add(FirstDay.AddDays(day), Math.Ceiling(sales[day] / 2));
        }
        series.AdvanceTo(FirstDay.AddDays(sales.Length));
        return ModelBytes.Hash(series.Forecaster) == ModelBytes.Hash(whole) && series.History(FirstDay).Values.SequenceEqual(sales[^56..]);
    }, iter: 20);

    [Fact]
    public void Restored_equals_never_stopped() => Gen.Select(Events, Events).Sample((before, after) =>
    {
        var undisturbed = new DailySeries(Options, FirstDay);
        var day = Feed(undisturbed, before, 0);
        var restored = DailySeries.Read(new BinaryReader(new MemoryStream(ModelBytes.Of(undisturbed))));
        Feed(undisturbed, after, day);
        Feed(restored, after, day);
        return ModelBytes.Hash(undisturbed) == ModelBytes.Hash(restored);
    }, iter: 60);

    [Fact]
    public void Queries_leave_the_state_and_see_the_days_since_as_without_sale() => Gen.Select(Events, Gen.Int[1, 40]).Sample((events, later) =>
    {
        var series = new DailySeries(Options, FirstDay);
        Feed(series, events, 0);
        var hash = ModelBytes.Hash(series);
        var today = series.OpenDay.AddDays(later);
        var forecast = series.Predict(today, 14, 0.8);
        var history = series.History(today);
        Assert.Equal(hash, ModelBytes.Hash(series));
        series.AdvanceTo(today);
        Assert.Equal(today.AddDays(-history.Values.Length), history.FirstDay);
        Assert.Equal(series.Forecaster.IsReady, forecast is not null);
        if (forecast is not null) Assert.Equal(series.Forecaster.Predict(14, 0.8).Upper, forecast.Upper);
        return forecast is null || forecast.FirstDay == today;
    }, iter: 60);

    [Fact]
    public void A_late_amount_joins_the_open_day_and_is_counted()
    {
        var series = new DailySeries(Options, FirstDay);
        series.Add(FirstDay.AddDays(3), 5);
        series.Add(FirstDay.AddDays(1), 7);
        Assert.Equal((FirstDay.AddDays(3), 12.0, 1L), (series.OpenDay, series.OpenValue, series.LateAmounts));
    }

    [Fact]
    public void A_new_series_predicts_once_it_has_seen_enough_days()
    {
        var series = new DailySeries(Options, FirstDay);
        series.Add(FirstDay, 10);
        Assert.Null(series.Predict(FirstDay.AddDays(13), 7, 0.8));
        Assert.Equal(FirstDay.AddDays(14), series.Predict(FirstDay.AddDays(14), 7, 0.8)!.FirstDay);
    }

    [Fact]
    public void Adopting_feeds_the_kept_days_after_the_training() => Gen.Select(Gen.Int[60, 120], Gen.Int[0, 56]).Sample((cut, since) =>
    {
        var sales = Simulated.Sales(cut, cut + since);
        var series = new DailySeries(Options, FirstDay);
        for (var day = 0; day < sales.Length; day++) series.Add(FirstDay.AddDays(day), sales[day]);
        series.AdvanceTo(FirstDay.AddDays(sales.Length));
        series.Add(series.OpenDay, 3);
        var trained = SeriesForecaster.Fit(sales.AsSpan(0, cut), FirstDay, Options with { LevelSmoothing = 0.3 });
        var hash = ModelBytes.Hash(trained);
        series.Adopt(trained);
        Assert.Equal(hash, ModelBytes.Hash(trained));
        for (var day = cut; day < sales.Length; day++) trained.Observe(sales[day]);
        return ModelBytes.Hash(series.Forecaster) == ModelBytes.Hash(trained) && series.OpenValue == 3;
    }, iter: 20);

    [Theory]
    [InlineData(200)]
    [InlineData(2_000)]
    public void Adopting_an_old_training_arrives_at_the_open_day(int closed)
    {
        var series = new DailySeries(Options, FirstDay);
        for (var day = 0; day < closed; day++) series.Add(FirstDay.AddDays(day), 10);
        series.Adopt(SeriesForecaster.Fit(new double[30], FirstDay, Options));
        Assert.Equal(series.OpenDay, series.Forecaster.NextDay);
        Assert.All(series.Forecaster.Predict(7, 0.8).Mean, mean => Assert.Equal(10, mean, 0.5));
    }

    [Fact]
    public void Adopting_a_training_that_knows_more_days_moves_the_open_day_to_it()
    {
        var series = new DailySeries(Options, FirstDay);
        series.Add(FirstDay.AddDays(5), 1);
        series.Adopt(SeriesForecaster.Fit(Simulated.Sales(1, 40), FirstDay, Options));
        Assert.Equal(FirstDay.AddDays(40), series.OpenDay);
        Assert.Equal(0, series.OpenValue);
    }

    [Fact]
    public void A_date_in_the_far_future_costs_a_bounded_gap_and_keeps_the_weekdays()
    {
        var sales = Simulated.Sales(1, 98);
        var series = new DailySeries(Options, FirstDay);
        for (var day = 0; day < sales.Length; day++) series.Add(FirstDay.AddDays(day), sales[day]);
        var daysBefore = series.Forecaster.Values;
        series.Add(DateOnly.MaxValue, 1);
        Assert.InRange(series.Forecaster.Values - daysBefore, DailySeries.LongestGap, DailySeries.LongestGap + 7);
        Assert.Equal(DateOnly.MaxValue, series.OpenDay);
        Assert.Equal(DateOnly.MaxValue, series.Forecaster.NextDay);
    }

    [Fact]
    public void A_long_gap_keeps_the_weekdays()
    {
        var sales = Simulated.Sales(1, 98);
        var series = new DailySeries(Options, FirstDay);
        for (var day = 0; day < 49; day++) series.Add(FirstDay.AddDays(day), sales[day]);
        for (var day = 49; day < 98; day++) series.Add(FirstDay.AddDays(10_001 * 7 + day), sales[day]);
        series.AdvanceTo(FirstDay.AddDays(10_001 * 7 + 98));
        var means = series.Forecaster.Predict(7, 0.8).Mean;
        Assert.Equal(0, means[5]);
        Assert.All(means.Where((_, weekday) => weekday != 5), mean => Assert.True(mean > 10));
    }

    [Fact]
    public void Amounts_that_are_not_numbers_are_refused_and_huge_ones_break_nothing()
    {
        var series = new DailySeries(Options, FirstDay);
        var hash = ModelBytes.Hash(series);
        Assert.Throws<ArgumentOutOfRangeException>(() => series.Add(FirstDay.AddDays(1), double.NaN));
        Assert.Equal(hash, ModelBytes.Hash(series));
        for (var i = 0; i < 4; i++) series.Add(FirstDay, double.MaxValue);
        series.Add(FirstDay.AddDays(20), -double.MaxValue);
        Assert.All(series.Predict(FirstDay.AddDays(40), 14, 0.8)!.Upper, upper => Assert.True(double.IsFinite(upper)));
    }

    [Fact]
    public void Adding_and_closing_days_allocate_nothing_and_the_state_is_small()
    {
        var series = new DailySeries(SeriesShape.Daily, SeriesForecaster.Fit(Simulated.Sales(1, 200), FirstDay, Options), Simulated.Sales(1, 200), 56);
        var day = FirstDay.AddDays(200);
        for (var i = 0; i < 2_000; i++) series.Add(day.AddDays(i / 10), 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 2_000; i++) series.Add(day.AddDays(200 + i / 10), 1);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.InRange(ModelBytes.Of(series).Length, 500, 3_000);
    }

    static int Feed(DailySeries series, (int Gap, int Amount)[] events, int day)
    {
        foreach (var (gap, amount) in events) series.Add(FirstDay.AddDays(day += gap), amount);
        return day;
    }
}
