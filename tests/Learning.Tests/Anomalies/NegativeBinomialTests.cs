using DistributedML.Learning.Anomalies;

namespace DistributedML.Learning.Tests.Anomalies;

public class NegativeBinomialTests
{
    [Theory]
    [InlineData(0.5, 0.3)]
    [InlineData(4, 0.02)]
    [InlineData(4, 1.5)]
    [InlineData(60, 0.1)]
    [InlineData(300, 2)]
    public void Tails_are_the_sums_of_the_probabilities(double mean, double dispersion)
    {
        double size = 1 / dispersion, q = dispersion * mean / (1 + dispersion * mean);
        var probability = Math.Pow(1 + dispersion * mean, -size);
        Assert.Equal(-Math.Log(probability), NegativeBinomial.ZeroSurprise(mean, dispersion), 1e-9);
        var terms = new List<double>();
        for (var count = 0; count < 20_000; count++)
        {
            terms.Add(probability);
            probability *= (count + size) / (count + 1) * q;
        }
        foreach (var count in (int[])[1, 2, (int)mean + 1, (int)(2 * mean) + 2, (int)(4 * mean) + 5])
        {
            var tail = terms.Skip(count).Reverse().Sum();
            Assert.Equal(-Math.Log(tail), NegativeBinomial.TailSurprise(count, mean, dispersion), 1e-6 * (1 - Math.Log(tail)));
        }
    }

    [Fact]
    public void Every_count_is_at_least_none() => Assert.Equal(0, NegativeBinomial.TailSurprise(0, 3, 0.5));
}
