using CsCheck;
using DistributedML.Compute;
using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Forecasting.ExponentialSmoothing;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tests.Forecasting;

/// <summary>Series that are not steady sales: negative and mixed ones, pauses, bulk orders, values that are no numbers.</summary>
public class UnusualSeriesTests
{
    static readonly DateOnly Monday = new(2025, 1, 6);

    /// <summary>Two freezers, a value a day, two degrees warmer on Saturdays.</summary>
    [Fact]
    public void Freezers_are_forecast_below_zero()
    {
        var random = new CounterRandom(4);
        double[] Freezer(int stream, double mean) => [.. Enumerable.Range(0, 300)
            .Select(day => mean + (Monday.AddDays(day).DayOfWeek == DayOfWeek.Saturday ? 2 : 0) + 0.3 * random.Normal(1000 * stream + day))];
        var table = new DailyTable(Monday, 300, [new("chest", Freezer(1, -18)), new("walk-in", Freezer(2, -22))]);
        var scores = new ForecastEvaluation(14, 5, 14).Run(table, new ForecasterOptions(), Solo.Instance, cancel: TestContext.Current.CancellationToken);
        Assert.InRange(scores.Mase, 0, 1);
        Assert.InRange(scores.Coverage, 0.6, 0.95);
        foreach (var (key, mean) in new[] { (0, -18.0), (1, -22.0) })
        {
            var forecast = SeriesForecaster.Fit(table.Series[key].Values, Monday, new()).Predict(14, 0.8);
            for (var day = 0; day < 14; day++)
            {
                var saturday = forecast.FirstDay.AddDays(day).DayOfWeek == DayOfWeek.Saturday;
                Assert.InRange(forecast.Mean[day], mean + (saturday ? 1.5 : -0.5), mean + (saturday ? 2.5 : 0.5));
                Assert.InRange(forecast.Upper[day] - forecast.Lower[day], 0.4, 2);
            }
        }
    }

    /// <summary>Temperatures from -10 to 10, as a level plus differences; the same values plus 300 as a level times factors.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void Values_of_either_sign_are_forecast_and_covered(double shift)
    {
        double inside = 0, error = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new CounterRandom(seed);
            double[] values = [.. Enumerable.Range(0, 214).Select(day => shift + 8 * Math.Sin(day * 2 * Math.PI / 7) + 2 * random.Normal(day))];
            var forecast = SeriesForecaster.Fit(values.AsSpan(0, 200), Monday, new()).Predict(14, 0.8);
            for (var day = 0; day < 14; day++)
            {
                error += Math.Abs(values[200 + day] - forecast.Mean[day]) / 280;
                if (values[200 + day] >= forecast.Lower[day] && values[200 + day] <= forecast.Upper[day]) inside++;
            }
        }
        Assert.InRange(error, 1.4, 2.1);   // the noise alone has 1.6
        Assert.InRange(inside / 280, 0.7, 0.9);
    }

    /// <summary>
    /// A year of sales, then the account turns: returns and credits only. Untrained, and with a training before the turn.
    /// </summary>
    [Fact]
    public void A_series_that_turns_negative_goes_on_below_zero()
    {
        var trained = SeriesForecaster.Fit([.. Enumerable.Range(0, 100).Select(Wave)], Monday, new());
        var untrained = SeriesForecaster.Untrained(new(), Monday);
        for (var day = 0; day < 100; day++) untrained.Observe(Wave(day));
        foreach (var forecaster in new[] { trained, untrained })
        {
            Assert.True(forecaster.Predict(7, 0.95).Lower.Min() >= 0);
            for (var day = 0; day < 100; day++) forecaster.Observe(-Wave(day));
            var forecast = forecaster.Predict(7, 0.8);
            Assert.All(forecast.Mean, mean => Assert.InRange(mean, -26, -14));
            Assert.Equal(ModelBytes.Hash(forecaster), ModelBytes.Hash(SeriesForecaster.Read(new BinaryReader(new MemoryStream(ModelBytes.Of(forecaster))))));
        }
    }

    [Fact]
    public void Series_of_any_sign_have_finite_forecasts_inside_their_intervals() =>
        Gen.Select(Gen.Int[-50, 50].Select(value => (double)value).Array[1, 150], Gen.Double[0.05, 0.99]).Sample((values, level) =>
        {
            var forecast = SeriesForecaster.Fit(values, Monday, new() { Members = Enum.GetValues<ForecastMember>() }).Predict(30, level);
            var floor = values.Min() >= 0 ? 0 : double.NegativeInfinity;
            for (var step = 0; step < 30; step++)
            {
                Assert.True(double.IsFinite(forecast.Lower[step]) && double.IsFinite(forecast.Upper[step]));
                Assert.True(floor <= forecast.Lower[step] && forecast.Lower[step] <= forecast.Mean[step] && forecast.Mean[step] <= forecast.Upper[step]);
            }
        }, iter: 60);

    [Theory]
    [InlineData(60, 10, 0.95, 200)]
    [InlineData(120, 20, 0.95, 200)]
    [InlineData(250, 20, 0.99, 250)]
    public void After_a_pause_no_interval_is_out_of_reason(int pause, int back, double level, double most)
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(Wave), .. new double[pause], .. Enumerable.Range(0, back).Select(Wave)];
        var forecast = SeriesForecaster.Fit(values, Monday, new()).Predict(14, level);
        Assert.InRange(forecast.Upper.Max(), 20, most);
        Assert.All(forecast.Mean, mean => Assert.InRange(mean, 0, 25));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(500)]
    public void One_bulk_order_spoils_neither_forecasts_nor_intervals(double bulk)
    {
        var forecaster = SeriesForecaster.Fit([.. Enumerable.Range(0, 100).Select(Wave), bulk], Monday, new());
        double covered = 0, error = 0;
        for (var day = 101; day < 115; day++)
        {
            var forecast = forecaster.Predict(1, 0.8);
            if (Wave(day) >= forecast.Lower[0] && Wave(day) <= forecast.Upper[0]) covered++;
            error += Math.Abs(Wave(day) - forecast.Mean[0]) / 14;
            forecaster.Observe(Wave(day));
        }
        Assert.InRange(covered, 9, 14);
        Assert.InRange(error, 2, 3.5);
    }

    [Fact]
    public void A_bulk_order_that_comes_again_is_believed()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(Wave)];
        for (var day = 60; day < 100; day += 7) values[day] = 100;
        Assert.InRange(SeriesForecaster.Fit(values, Monday, new()).Predict(7, 0.8).Mean[(60 - 100 % 7 + 70) % 7], 50, 110);
    }

    [Theory]
    [InlineData(double.NaN, "value 20 is NaN; expected a finite number")]
    [InlineData(double.PositiveInfinity, "value 20 is Infinity; expected a finite number")]
    public void Values_that_are_no_numbers_are_named_by_the_smoothing(double wrong, string message)
    {
        double[] values = [.. Enumerable.Range(0, 30).Select(i => i == 20 ? wrong : i)];
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => EtsFitter.Fit(values, 7)).Message);
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => EtsFitter.Fit(values, new EtsForm(EtsTrend.None, 1))).Message);
    }

    /// <summary>
    /// Simulated sales of about 20 a day, after something that happens once: the 80 % intervals of the 14 days after it cover what they say, at once and a
    /// step ahead, the forecasts are as near as those of steady sales (mean error .16 of the values), and no end is out of reason.
    /// </summary>
    [Theory]
    [InlineData("steady")]
    [InlineData("negative")]
    [InlineData("pause of 30 days, 7 days ago")]
    [InlineData("pause of 60 days, 10 days ago")]
    [InlineData("pause of 120 days, 3 days ago")]
    [InlineData("pause of 250 days, 20 days ago")]
    [InlineData("pause of 250 days, 60 days ago")]
    [InlineData("bulk order of 100, 1 day ago")]
    [InlineData("bulk order of 5000, 1 day ago")]
    [InlineData("bulk order of 500, 10 days ago")]
    [InlineData("bulk order of -500, 1 day ago")]
    [InlineData("Sundays, 2 weeks ago")]
    [InlineData("Sundays, 4 weeks ago")]
    [InlineData("Sundays, 8 weeks ago")]
    [InlineData("launch, 15 days ago")]
    [InlineData("launch, 40 days ago")]
    [InlineData("missing days")]
    [InlineData("missing quarter")]
    [InlineData("20 days")]
    public void After_what_happens_once_intervals_cover_what_they_say(string kind)
    {
        const int Seeds = 100;
        double ahead = 0, next = 0, error = 0, size = 0, days = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var values = History(kind, seed);
            var cut = values.Length - 14;
            var forecaster = SeriesForecaster.Fit(values.AsSpan(0, cut), Monday, new());
            var forecast = forecaster.Predict(14, 0.8);
            var largest = values.Take(cut).Where(value => !double.IsNaN(value)).Max(Math.Abs);
            Assert.InRange(forecaster.Predict(14, 0.99).Upper.Max(), -largest, 10 * largest);
            for (var day = 0; day < 14; day++)
            {
                if (double.IsNaN(values[cut + day]))
                {
                    forecaster.Skip();
                    continue;
                }
                days++;
                if (Covers(forecast, day, values[cut + day])) ahead++;
                if (Covers(forecaster.Predict(1, 0.8), 0, values[cut + day])) next++;
                error += Math.Abs(values[cut + day] - forecast.Mean[day]);
                size += Math.Abs(values[cut + day]);
                forecaster.Observe(values[cut + day]);
            }
        }
        Assert.InRange(ahead / days, 0.7, 0.9);
        Assert.InRange(next / days, 0.68, 0.9);
        Assert.InRange(error / size, 0.1, 0.21);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-20)]
    public void A_constant_series_is_forecast_as_it_is(double value)
    {
        foreach (var days in new[] { 1, 14, 100 })
        {
            var forecaster = SeriesForecaster.Fit([.. Enumerable.Repeat(value, days)], Monday, new());
            Assert.Equal(days >= 14, forecaster.IsReady);
            Assert.All(forecaster.Predict(14, 0.8).Mean, mean => Assert.Equal(value, mean, 1e-9));
        }
    }

    /// <summary>Days before an item was there are no demand: they teach nothing, and the item is not answered for before it was seen on enough days.</summary>
    [Fact]
    public void Days_before_the_launch_teach_nothing()
    {
        double[] sales = [.. Enumerable.Range(0, 35).Select(Wave)];
        var late = SeriesForecaster.Fit([.. new double[70], .. sales], Monday, new() { CombinationPower = 0 });
        var known = SeriesForecaster.Fit(sales, Monday.AddDays(70), new() { CombinationPower = 0 });
        Assert.Equal(ModelBytes.Hash(known), ModelBytes.Hash(late));
        Assert.False(SeriesForecaster.Fit([.. new double[70], 20, 20, 20], Monday, new()).IsReady);
    }

    [Fact]
    public void While_a_pause_lasts_nothing_is_expected()
    {
        var forecaster = SeriesForecaster.Fit([.. Enumerable.Range(0, 60).Select(Wave), .. new double[60]], Monday, new());
        Assert.All(forecaster.Predict(14, 0.8).Mean, mean => Assert.InRange(mean, 0, 0.5));
    }

    [Fact]
    public void One_sale_on_a_closed_weekday_does_not_open_it()
    {
        double[] values = [.. Enumerable.Range(0, 140).Select(day => day % 7 == 6 ? day == 139 ? 20 : 0 : Wave(day))];
        Assert.InRange(SeriesForecaster.Fit(values, Monday, new()).Predict(7, 0.8).Mean[6], 0, 6);
    }

    static bool Covers(Forecast forecast, int step, double value) => value >= forecast.Lower[step] - 1e-9 && value <= forecast.Upper[step] + 1e-9;

    static double[] History(string kind, int seed)
    {
        var random = new CounterRandom(seed);
        double Day(int day) => Math.Max(0, Math.Round(20 * (1 + 0.3 * Math.Sin(day * 2 * Math.PI / 7)) + 4 * random.Normal(day)));
        double[] Sales(int days, Func<int, double, double> changed) => [.. Enumerable.Range(0, days).Select(day => changed(day, Day(day)))];
        var numbers = kind.Split(' ', ',').Where(word => int.TryParse(word, out _)).Select(int.Parse).ToArray();
        return kind.Split(' ', ',')[0] switch
        {
            "negative" => Sales(214, (_, value) => -value),
            "pause" => Sales(60 + numbers[0] + numbers[1] + 14, (day, value) => day >= 60 && day < 60 + numbers[0] ? 0 : value),
            "bulk" => Sales(114, (day, value) => day == 100 - numbers[1] ? numbers[0] : value),
            "Sundays" => Sales(140 + 7 * numbers[0] + 14, (day, value) => day % 7 == 6 && day < 140 ? 0 : value),
            "launch" => Sales(150 + numbers[0] + 14, (day, value) => day < 150 ? 0 : value),
            "missing" => kind == "missing days"
                ? Sales(214, (day, value) => random.Uniform(100_000 + day) < 0.3 ? double.NaN : value)
                : Sales(214, (day, value) => day is > 100 and < 190 ? double.NaN : value),
            "20" => Sales(34, (_, value) => value),
            _ => Sales(214, (_, value) => value),
        };
    }

    /// <summary>15 to 25, without a weekly pattern.</summary>
    static double Wave(int day) => 15 + day * 7 % 11;
}
