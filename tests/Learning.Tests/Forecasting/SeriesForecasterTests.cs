using CsCheck;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Learning.Tests.Forecasting;

public class SeriesForecasterTests
{
    static readonly DateOnly FirstDay = new(2024, 2, 26);
    static readonly ForecasterOptions Options = new() { Members = Enum.GetValues<ForecastMember>() };
    static readonly Gen<double[]> Values = Gen.Int[0, 99].Select(value => (double)(value > 60 ? 0 : value)).Array[30, 150];

    [Fact]
    public void Observing_the_rest_equals_filtering_the_whole_with_the_same_parameters() => Gen.Select(Values, Values).Sample((fitted, rest) =>
    {
        var observed = SeriesForecaster.Fit(fitted, FirstDay, Options);
        var restored = Restore(observed);
        foreach (var value in rest)
        {
            observed.Observe(value);
            restored = Restore(restored);
            restored.Observe(value);
        }
        return ModelBytes.Hash(observed) == ModelBytes.Hash(restored) && observed.Values <= fitted.Length + rest.Length
            && observed.NextDay == FirstDay.AddDays(fitted.Length + rest.Length);
    }, iter: 15);

    [Fact]
    public void Fitting_changes_parameters_only_not_what_was_learnt() => Values.Sample(values =>
    {
        var untrained = SeriesForecaster.Untrained(new(), FirstDay);
        foreach (var value in values) untrained.Observe(value);
        var fitted = SeriesForecaster.Fit(values, FirstDay, new() { CombinationPower = 0 });
        return ModelBytes.Hash(untrained) == ModelBytes.Hash(fitted);
    }, iter: 50);

    [Fact]
    public void Weights_sum_to_one_and_prefer_what_forecast_better()
    {
        var jumping = new double[120];
        for (var day = 0; day < 120; day++) jumping[day] = day % 7 == 3 ? 70 : 0;
        var weights = SeriesForecaster.Fit(jumping, FirstDay, new() { Members = [ForecastMember.Mean, ForecastMember.SeasonalNaive] }).Weights;
        Assert.Equal(1, weights.ToArray().Sum(), 1e-12);
        Assert.True(weights[^1] > 1000 * weights[^2], $"seasonal naive has {weights[^1]}, the mean {weights[^2]}");
    }

    [Fact]
    public void Weights_look_at_the_series_past_alone() => Values.Sample(values =>
    {
        var fitted = SeriesForecaster.Fit(values, FirstDay, Options);
        var weights = fitted.Weights.ToArray();
        for (var i = 0; i < 20; i++) fitted.Observe(1000 * i);
        return weights.SequenceEqual(fitted.Weights.ToArray());
    }, iter: 15);

    [Fact]
    public void Forecasts_are_finite_not_negative_and_inside_their_intervals() => Gen.Select(Values, Gen.Double[0.05, 0.99]).Sample((values, level) =>
    {
        var forecast = SeriesForecaster.Fit(values, FirstDay, Options).Predict(30, level);
        for (var step = 0; step < 30; step++)
        {
            Assert.InRange(forecast.Lower[step], 0, forecast.Mean[step]);
            Assert.InRange(forecast.Mean[step], forecast.Lower[step], forecast.Upper[step]);
            Assert.True(double.IsFinite(forecast.Upper[step]));
        }
    }, iter: 30);

    [Fact]
    public void Intervals_widen_with_the_level_and_week_by_week()
    {
        var forecaster = SeriesForecaster.Fit(Simulated.Sales(seed: 5, days: 200), FirstDay, new());
        var (narrow, wide) = (forecaster.Predict(28, 0.5), forecaster.Predict(28, 0.9));
        for (var step = 0; step < 28; step++)
        {
            Assert.True(wide.Upper[step] >= narrow.Upper[step] && wide.Lower[step] <= narrow.Lower[step]);
            if (step >= 7) Assert.True(Width(wide, step) >= Width(wide, step - 7));
        }
        Assert.True(Width(wide, 27) > Width(wide, 20) && Width(wide, 20) > Width(narrow, 20));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void Intervals_cover_what_they_say(double level)
    {
        double inside = 0, days = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var values = Simulated.Sales(seed, 214);
            var forecast = SeriesForecaster.Fit(values.AsSpan(0, 200), FirstDay, new()).Predict(14, level);
            for (var step = 0; step < 14; step++)
            {
                if ((200 + step) % 7 == 5) continue;
                days++;
                if (values[200 + step] >= forecast.Lower[step] && values[200 + step] <= forecast.Upper[step]) inside++;
            }
        }
        Assert.InRange(inside / days, level - 0.06, level + 0.05);
    }

    [Fact]
    public void A_closed_weekday_is_forecast_closed()
    {
        var forecast = SeriesForecaster.Fit(Simulated.Sales(seed: 1, days: 98), FirstDay, new()).Predict(14, 0.95);
        Assert.Equal((0, 0, 0), (forecast.Mean[5], forecast.Lower[5], forecast.Upper[5]));
        Assert.True(forecast.Lower[6] > 0);
    }

    [Fact]
    public void A_pooled_profile_gives_a_sparse_series_its_weekdays()
    {
        var sparse = new double[60];
        sparse[30] = 60;
        var forecaster = SeriesForecaster.Untrained(new() { Members = [], LevelQuantiles = [0.99] }, FirstDay, [2, 0, 1, 1, 1, 1, 1]);
        foreach (var value in sparse) forecaster.Observe(value);
        var means = forecaster.Predict(7, 0.8).Mean;
        var monday = Enumerable.Range(0, 7).Single(step => forecaster.NextDay.AddDays(step).DayNumber % 7 == 0);
        Assert.Equal(0, means[(monday + 1) % 7], 1e-9);
        Assert.True(means[monday] > 1.5 * means[(monday + 3) % 7]);
    }

    [Fact]
    public void A_series_of_zeros_is_forecast_zero()
    {
        var forecast = SeriesForecaster.Fit(new double[100], FirstDay, Options).Predict(14, 0.8);
        Assert.All(forecast.Mean.Concat(forecast.Lower).Concat(forecast.Upper), value => Assert.Equal(0, value, 1e-6));
    }

    [Fact]
    public void Values_that_are_not_numbers_and_requests_out_of_range_are_refused()
    {
        var forecaster = SeriesForecaster.Untrained(new(), FirstDay);
        var hash = ModelBytes.Hash(forecaster);
        Assert.Throws<ArgumentOutOfRangeException>(() => forecaster.Observe(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => forecaster.Observe(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => forecaster.Predict(0, 0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => forecaster.Predict(1, 1));
        Assert.Equal(hash, ModelBytes.Hash(forecaster));
    }

    static double Width(Forecast forecast, int step) => forecast.Upper[step] - forecast.Lower[step];

    static SeriesForecaster Restore(SeriesForecaster forecaster) => SeriesForecaster.Read(new BinaryReader(new MemoryStream(ModelBytes.Of(forecaster))));
}
