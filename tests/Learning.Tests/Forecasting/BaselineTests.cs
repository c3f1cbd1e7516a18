using CsCheck;
using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Forecasting.Baselines;
using DistributedML.Learning.Forecasting.ExponentialSmoothing;

namespace DistributedML.Learning.Tests.Forecasting;

public class BaselineTests
{
    static readonly Gen<double[]> Values = Gen.Int[0, 9].Select(value => (double)value).Array[0, 60];

    public static TheoryData<string> Members => [.. Starts.Keys];

    static readonly Dictionary<string, (Func<IOnlineForecaster> Start, Func<BinaryReader, IOnlineForecaster> Read)> Starts = new()
    {
        ["seasonal naive"] = (() => new SeasonalNaiveForecaster(7), SeasonalNaiveForecaster.Read),
        ["mean"] = (() => new MeanForecaster(28), MeanForecaster.Read),
        ["seasonal median"] = (() => new SeasonalMedianForecaster(7, 8), SeasonalMedianForecaster.Read),
        ["Croston"] = (() => new CrostonForecaster(0.1), CrostonForecaster.Read),
        ["theta"] = (() => new ThetaForecaster(7, 0.1, 0.1), ThetaForecaster.Read),
        ["ETS"] = (() => new EtsModel(new(EtsTrend.Damped, 7), new(0.2, 0.1, 0.9, 0.1), 3, 0.1, [1, 0, 0, 0, 0, 0, -1], 1, 0, 0).Start(), EtsForecaster.Read),
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void Restored_equals_never_stopped(string member) => Gen.Select(Values, Values).Sample((before, after) =>
    {
        var (start, read) = Starts[member];
        var undisturbed = start();
        foreach (var value in before) undisturbed.Observe(value);
        var restored = read(new BinaryReader(new MemoryStream(ModelBytes.Of(undisturbed))));
        foreach (var value in after)
        {
            undisturbed.Observe(value);
            restored.Observe(value);
        }
        return ModelBytes.Hash(undisturbed) == ModelBytes.Hash(restored) && Predict(undisturbed).SequenceEqual(Predict(restored));
    }, iter: 50);

    [Theory]
    [MemberData(nameof(Members))]
    public void A_copy_goes_its_own_way_and_predicting_changes_nothing(string member) => Values.Sample(values =>
    {
        var original = Starts[member].Start();
        foreach (var value in values) original.Observe(value);
        var hash = ModelBytes.Hash(original);
        var copy = original.Copy();
        Predict(copy);
        var same = ModelBytes.Hash(copy) == hash;
        for (var i = 0; i < 9; i++) copy.Observe(100 + i);
        return same && ModelBytes.Hash(original) == hash && ModelBytes.Hash(copy) != hash;
    }, iter: 50);

    [Fact]
    public void The_seasonal_naive_forecast_is_the_last_season() =>
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 3, 4], Predict(new SeasonalNaiveForecaster(7), [1, 2, 3, 4, 5, 6, 7, 8, 9], 9));

    [Fact]
    public void The_mean_is_that_of_the_window() => Values.Sample(values =>
        Predict(new MeanForecaster(28), values, 3).SequenceEqual(Enumerable.Repeat(values.TakeLast(28).DefaultIfEmpty().Average(), 3)), iter: 100);

    [Fact]
    public void The_seasonal_median_is_that_of_the_same_phase() => Values.Sample(values =>
    {
        var means = Predict(new SeasonalMedianForecaster(7, 8), values, 14);
        for (var step = 0; step < 14; step++)
        {
            var phase = (values.Length + step) % 7;
            var same = values.Where((_, i) => i % 7 == phase && i >= values.Length - 56).Order().ToArray();
            var median = same.Length == 0 ? values.DefaultIfEmpty().Average() : (same[(same.Length - 1) / 2] + same[same.Length / 2]) / 2;
            Assert.Equal(median, means[step]);
        }
    }, iter: 100);

    /// <summary>
    /// Derivation: the first demand 4 comes after 3 steps, so size 4, interval 3; the second, 8, after 2 steps: size 4 + 0.5·4 = 6, interval
    /// 3 − 0.5 = 2.5; forecast (1 − 0.25)·6/2.5 = 1.8.
    /// </summary>
    [Fact]
    public void Crostons_corrected_forecast_is_the_one_by_hand() =>
        Assert.Equal(1.8, Predict(new CrostonForecaster(0.5), [0, 0, 4, 0, 8, 0], 1)[0], 1e-12);

    [Fact]
    public void Theta_without_a_season_is_smoothing_with_half_the_trend() => Values.Sample(values =>
    {
        var theta = new ThetaForecaster(1, 0.3, 1e-9);
        foreach (var value in values) theta.Observe(value + 1);
        double n = values.Length, timeMean = (n - 1) / 2, mean = values.DefaultIfEmpty().Average();
        var slope = n < 2 ? 0 : values.Select((value, t) => (t - timeMean) * (value - mean)).Sum() / values.Select((_, t) => (t - timeMean) * (t - timeMean)).Sum();
        double level = values.Length == 0 ? 0 : values[0] + 1;
        foreach (var value in values.Skip(1)) level = 0.7 * level + 0.3 * (value + 1);
        Assert.Equal(slope, theta.Slope, 1e-9);
        Assert.Equal(level + slope / 2 * (2 + (1 - Math.Pow(0.7, n)) / 0.3), Predict(theta)[2], 1e-9);
    }, iter: 100);

    static double[] Predict(IOnlineForecaster forecaster, ReadOnlySpan<double> values, int horizon)
    {
        foreach (var value in values) forecaster.Observe(value);
        var means = new double[horizon];
        forecaster.Predict(means);
        return means;
    }

    static double[] Predict(IOnlineForecaster forecaster) => Predict(forecaster, [], 14);
}
