using CsCheck;
using DistributedML.Learning.Forecasting.ExponentialSmoothing;

namespace DistributedML.Learning.Tests.Forecasting;

public class EtsTests
{
    static readonly double[] Weekly = [5, -2, 0, 3, -4, -8, 6];

    /// <summary>Eight weeks: a line, a week's pattern, and something that looks like noise.</summary>
    static double[] Series => [.. Enumerable.Range(0, 56).Select(t => 20 + 0.3 * t + Weekly[t % 7] + ((t * t * 7 + t * 13) % 11 - 5) * 0.8)];

    /// <summary>
    /// The least sum of squared errors of each form on <see cref="Series"/>, and its AICc. Origin: the recursions written out in Python and minimised over
    /// smoothing parameters and initial states together, in the same region, by scipy 1.17 (minimize, L-BFGS-B, ftol 1e-15, three starts).
    /// </summary>
    [Theory]
    [InlineData(EtsTrend.None, 1, 2101.100311, 368.375080)]
    [InlineData(EtsTrend.None, 7, 638.653237, 320.114562)]
    [InlineData(EtsTrend.Additive, 1, 1716.503042, 361.791907)]
    [InlineData(EtsTrend.Additive, 7, 491.266686, 311.788514)]
    [InlineData(EtsTrend.Damped, 1, 1733.319374, 364.852146)]
    [InlineData(EtsTrend.Damped, 7, 505.589918, 316.808738)]
    public void The_likelihoods_maximum_is_that_of_a_general_minimiser(EtsTrend trend, int season, double squares, double aicc)
    {
        var model = EtsFitter.Fit(Series, new EtsForm(trend, season));
        var filter = model.Start();
        Assert.Equal(squares, Series.Sum(value => Math.Pow(filter.Innovate(value), 2)), squares * 1e-4);
        Assert.Equal(aicc, model.Aicc, 0.01);
        Assert.Equal(0, model.Season.Sum(), 1e-9);
    }

    [Fact]
    public void The_form_with_the_smallest_aicc_is_chosen()
    {
        var chosen = EtsFitter.Fit(Series, 7);
        Assert.Equal("ETS(A,A,A)", chosen.Form.ToString());
        Assert.Equal(chosen.Aicc, EtsForm.All(7).Min(form => EtsFitter.Fit(Series, form).Aicc));
    }

    [Fact]
    public void Parameters_are_found_again_in_a_series_that_follows_them()
    {
        var truth = new EtsModel(new(EtsTrend.None, 7), new(0.3, 0, 0, 0.2), 100, 0, Weekly, 4, 0, 0);
        var fitted = EtsFitter.Fit(Simulated.Follow(truth, seed: 3, count: 3_000), truth.Form);
        Assert.Equal(0.3, fitted.Parameters.Alpha, 0.05);
        Assert.Equal(0.2, fitted.Parameters.Gamma, 0.05);
        Assert.Equal(4, fitted.Variance, 0.3);
    }

    /// <summary>Linear models: a forecast's variance is the sum of squared effects that a unit error has on the values up to it.</summary>
    [Fact]
    public void Variances_are_those_of_the_recursion_itself() =>
        Gen.Select(Gen.Double[0.01, 0.9], Gen.Double[0, 1], Gen.Double[0.8, 1], Gen.Double[0, 1], Gen.Bool).Sample((alpha, beta, phi, gamma, seasonal) =>
        {
            var season = seasonal ? 4 : 1;
            var parameters = new EtsParameters(alpha, alpha * beta, phi, season == 1 ? 0 : (1 - alpha) * gamma);
            var filter = new EtsModel(new(EtsTrend.Damped, season), parameters, 0, 0, new double[season], 2, 0, 0).Start();
            var variances = new double[11];
            filter.Variances(variances);
            filter.Observe(1);
            var effects = new double[10];
            filter.Predict(effects);
            double sum = 1;
            for (var step = 0; step < variances.Length; step++)
            {
                Assert.Equal(2 * sum, variances[step], 1e-9 * sum);
                if (step < effects.Length) sum += effects[step] * effects[step];
            }
        }, iter: 300);

    [Fact]
    public void Intervals_cover_what_they_say_on_series_that_follow_the_model()
    {
        var truth = new EtsModel(new(EtsTrend.None, 7), new(0.2, 0, 0, 0.1), 100, 0, Weekly, 9, 0, 0);
        double inside = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var values = Simulated.Follow(truth, seed, 164);
            var filter = EtsFitter.Fit(values.AsSpan(0, 150), truth.Form).Start();
            foreach (var value in values.AsSpan(0, 150)) filter.Observe(value);
            var forecast = filter.Predict(default, 14, 0.8);
            for (var step = 0; step < 14; step++)
                if (values[150 + step] >= forecast.Lower[step] && values[150 + step] <= forecast.Upper[step]) inside++;
        }
        Assert.InRange(inside / (60 * 14), 0.75, 0.85);
    }

    [Fact]
    public void Intervals_widen_with_the_horizon_and_with_the_level()
    {
        var filter = EtsFitter.Fit(Series, new EtsForm(EtsTrend.Damped, 7)).Start();
        foreach (var value in Series) filter.Observe(value);
        var (narrow, wide) = (filter.Predict(default, 14, 0.5), filter.Predict(default, 14, 0.95));
        for (var step = 0; step < 14; step++)
        {
            Assert.True(wide.Upper[step] > narrow.Upper[step] && wide.Lower[step] < narrow.Lower[step]);
            if (step > 0) Assert.True(wide.Upper[step] - wide.Lower[step] >= wide.Upper[step - 1] - wide.Lower[step - 1]);
        }
    }

    /// <summary>Level 0.8: the 90 % quantile of the normal distribution is 1.2815515655446004 (scipy 1.17, stats.norm.ppf(.9)).</summary>
    [Fact]
    public void An_intervals_half_width_is_the_normal_quantile_times_the_standard_deviation()
    {
        var filter = new EtsModel(new(EtsTrend.None, 1), new(0.5, 0, 0, 0), 10, 0, [0], 4, 0, 0).Start();
        var forecast = filter.Predict(default, 2, 0.8);
        Assert.Equal(10 + 1.2815515655446004 * 2, forecast.Upper[0], 1e-9);
        Assert.Equal(10 - 1.2815515655446004 * 2 * Math.Sqrt(1.25), forecast.Lower[1], 1e-9);
    }

    [Fact]
    public void A_constant_series_is_forecast_by_its_value()
    {
        var values = Enumerable.Repeat(5.0, 40).ToArray();
        var filter = EtsFitter.Fit(values, 7).Start();
        foreach (var value in values) filter.Observe(value);
        var means = new double[7];
        filter.Predict(means);
        Assert.All(means, mean => Assert.Equal(5, mean, 1e-6));
    }

    [Fact]
    public void A_series_too_short_says_so()
    {
        Assert.Contains("4 values are too few", Assert.Throws<ArgumentException>(() => EtsFitter.Fit([1, 2, 3, 4], 7)).Message);
        Assert.Contains("ETS(A,N,A)", Assert.Throws<ArgumentException>(() => EtsFitter.Fit(new double[8], new EtsForm(EtsTrend.None, 7))).Message);
        Assert.Equal("ETS(A,N,N)", EtsFitter.Fit([1, 2, 1, 2, 1], 7).Form.ToString());
    }

    [Fact]
    public void Fitting_twice_gives_the_same_bytes() =>
        Assert.Equal(ModelBytes.Hash(EtsFitter.Fit(Series, 7).Start()), ModelBytes.Hash(EtsFitter.Fit(Series, 7).Start()));
}
