using DistributedML.Learning.Anomalies;

namespace DistributedML.Learning.Tests.Anomalies;

public class TailCalibrationTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.4, 0.7)]
    [InlineData(2, 1.4)]
    public void A_Weibull_tail_is_recovered(double scale, double shape)
    {
        var fit = TailCalibration.Fit(Sample(1, 300_000, scale, shape));
        foreach (var probability in (double[])[1e-2, 1e-3, 1e-4, 1e-5])
            Assert.InRange(Math.Log(fit.Probability(scale * Math.Pow(-Math.Log(probability), 1 / shape))) / Math.Log(probability), 0.93, 1.07);
    }

    [Fact]
    public void Anomalies_among_the_rows_do_not_bend_the_tail()
    {
        var histogram = Sample(2, 300_000, 1, 1);
        for (var anomaly = 0; anomaly < 60; anomaly++) histogram.Add(20 + anomaly / 3.0);
        Assert.InRange(TailCalibration.Fit(histogram).Threshold(1e-5), 10.5, 13);
    }

    [Fact]
    public void Too_few_values_leave_the_raw_model() => Assert.Equal(TailCalibration.Raw with { Values = 500 },
        TailCalibration.Fit(Sample(3, 500, 3, 1)));

    [Fact]
    public void Threshold_is_the_inverse_of_probability()
    {
        var tail = new TailCalibration(0.7, 0.8);
        Assert.Equal(1e-4, tail.Probability(tail.Threshold(1e-4)), 1e-12);
    }

    [Fact]
    public void Half_and_half_merged_equals_the_whole()
    {
        TailHistogram one = Sample(4, 1_000, 1, 1), other = Sample(5, 700, 2, 1), whole = new();
        foreach (var part in (TailHistogram[])[one, other]) whole.Merge(part);
        one.Merge(other);
        Assert.Equal(whole.Counts.ToArray(), one.Counts.ToArray());
        Assert.Equal(1_700, one.Total);
        Assert.Equal(one.Total, TailHistogram.Of(one.Counts).Total);
    }

    static TailHistogram Sample(int seed, int count, double scale, double shape)
    {
        var random = new Random(seed);
        var histogram = new TailHistogram();
        for (var i = 0; i < count; i++) histogram.Add(scale * Math.Pow(-Math.Log(1 - random.NextDouble()), 1 / shape));
        return histogram;
    }
}
