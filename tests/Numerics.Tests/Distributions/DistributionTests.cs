using CsCheck;
using DistributedML.Numerics.Distributions;
using static DistributedML.Tests.Numerics.SpecialFunctionTests;

namespace DistributedML.Numerics.Tests.Distributions;

public class DistributionTests
{
    /// <summary>
    /// Distribution, x, logarithm of the density or mass, P(X ≤ x), P(X &gt; x): SciPy 1.17.1, scipy.stats' logpdf or logpmf, cdf, sf.
    /// </summary>
    static readonly List<(Distribution Distribution, double X, double LogDensity, double Cumulative, double Survival)> Values =
    [
        (new Normal(2, 3), -9.5, -9.364773044095005, 6.320923186840251e-05, 0.9999367907681316),
        (new Normal(2, 3), 2.5, -2.0314397107616715, 0.5661838326109037, 0.43381616738909634),
        (new Normal(2, 3), 31.0, -48.739773044094996, 1.0, 2.088818198229013e-22),
        (new StudentT(4.5), -25.0, -14.56139394523765, 2.6511241209858847e-06, 0.999997348875879),
        (new StudentT(4.5), 0.3, -1.0285179143547907, 0.6112332264802843, 0.38876677351971567),
        (new StudentT(4.5), 3.0, -3.995244483127598, 0.9828095660556202, 0.01719043394437981),
        (new StudentT(300), -6.0, -17.975739003698923, 2.838219546179577e-09, 0.9999999971617805),
        (new StudentT(300), 0.01, -0.9198220316531224, 0.503986033020559, 0.49601396697944095),   // the density: mpmath 1.3.0, 40 digits
        (new StudentT(300), 2.0, -2.913178490873052, 0.9767992395084254, 0.02320076049157455),
        (new ChiSquared(7), 0.05, -11.14131941819186, 2.0830775274033675e-07, 0.9999997916922473),
        (new ChiSquared(7), 6.0, -2.1475900612367456, 0.4602506496044429, 0.539749350395557),
        (new ChiSquared(7), 60.0, -23.39112732875163, 0.9999999998490444, 1.5095553022989154e-10),
        (new FisherF(3, 12), 0.01, -1.5330985045513525, 0.0014499370479693784, 0.9985500629520305),
        (new FisherF(3, 12), 1.2, -1.088358015177107, 0.6484873592760154, 0.3515126407239847),
        (new FisherF(3, 12), 15.0, -9.543846344865923, 0.9997688854141564, 0.00023111458584336997),
        (new Gamma(0.3, 2), 0.0001, 5.143446111397267, 0.05710389250846187, 0.9428961074915381),
        (new Gamma(0.3, 2), 0.7, -1.4040696882289465, 0.753525304093908, 0.246474695906092),
        (new Gamma(0.3, 2), 20.0, -13.400754740473854, 0.9999971551553328, 2.844844667210484e-06),
        (new Gamma(50, 0.5), 12.0, -12.14795907873557, 2.3692681245716192e-06, 0.9999976307318754),
        (new Gamma(50, 0.5), 25.0, -2.183469499805769, 0.5188083154720433, 0.48119168452795674),
        (new Gamma(50, 0.5), 45.0, -13.38192291960195, 0.9999983505014983, 1.6494985017178526e-06),
        (new Beta(0.5, 2), 1e-05, 5.468770659983333, 0.004743400678864267, 0.9952565993211357),
        (new Beta(0.5, 2), 0.3, -0.042370614227545234, 0.7394254526319747, 0.26057454736802577),
        (new Beta(0.5, 2), 0.99, -4.887827090513121, 0.9999623742921531, 3.762570784694556e-05),
        (new Beta(60, 40), 0.4, -6.014736259966341, 2.781143228136808e-05, 0.9999721885677186),
        (new Beta(60, 40), 0.6, 2.0945659021969476, 0.4945629988844058, 0.5054370011155949),
        (new Beta(60, 40), 0.8, -7.964931864985843, 0.999997318074234, 2.681925766028321e-06),
        (new Exponential(1.5), 1e-09, 0.4054651066081644, 1.499999998875e-09, 0.9999999985),
        (new Exponential(1.5), 0.5, -0.34453489189183556, 0.5276334472589853, 0.4723665527410147),
        (new Exponential(1.5), 30.0, -44.59453489189183, 1.0, 2.8625185805493937e-20),
        (new Uniform(-1, 4), -0.5, -1.6094379124341003, 0.1, 0.9),
        (new Uniform(-1, 4), 1.0, -1.6094379124341003, 0.4, 0.6),
        (new Uniform(-1, 4), 3.5, -1.6094379124341003, 0.9, 0.09999999999999998),
        (new Binomial(40, 0.3), 2.0, -9.30229955864007, 0.00010276544237352934, 0.9998972345576265),
        (new Binomial(40, 0.3), 12.0, -1.9908900002817802, 0.5771809245034385, 0.4228190754965615),
        (new Binomial(40, 0.3), 30.0, -19.127942776313695, 0.999999999226945, 7.730549481218749e-10),
        (new Poisson(7.5), 0.0, -7.5, 0.0005530843701478337, 0.9994469156298522),
        (new Poisson(7.5), 7.0, -1.9208402172695624, 0.5246385264876054, 0.47536147351239455),
        (new Poisson(7.5), 40.0, -37.2245188930668, 1.0, 1.5164827378564754e-17),
        (new Poisson(900), 800.0, -10.034920038592645, 0.0003689232315159278, 0.9996310767684841),
        (new Poisson(900), 900.0, -4.320228507455795, 0.5088641254682182, 0.4911358745317818),
        (new Poisson(900), 1050.0, -16.255504438478965, 0.9999994988557632, 5.011442368134822e-07),
        (new NegativeBinomial(2.5, 0.2), 0.0, -4.023594781085251, 0.01788854381999832, 0.9821114561800017),
        (new NegativeBinomial(2.5, 0.2), 9.0, -2.8263966169002845, 0.5569748153151206, 0.44302518468487945),
        (new NegativeBinomial(2.5, 0.2), 80.0, -15.563477359188612, 0.9999992374603118, 7.625396881871145e-07),
    ];

    /// <summary>
    /// Distribution, mean, variance, and the quantiles of 0.003, 0.4 and 0.9999: SciPy 1.17.1, scipy.stats' mean, var, ppf.
    /// </summary>
    static readonly List<(Distribution Distribution, double Mean, double Variance, double Low, double Middle, double High)> Shapes =
    [
        (new Normal(2, 3), 2.0, 9.0, -6.243344156334977, 1.2399586905926008, 13.157049456367126),
        (new StudentT(4.5), 0.0, 1.8, -4.884397041807889, -0.2687518355421751, 11.02099636861251),
        (new StudentT(300), 0.0, 1.0067114093959733, -2.7674907058814333, -0.25357189491958304, 3.7654932071860143),
        (new ChiSquared(7), 7.0, 14.0, 0.8412359199007955, 5.493234860123102, 29.87750390922517),
        (new FisherF(3, 12), 1.2, 1.56, 0.01631401104013924, 0.6464429994992164, 17.899491929257273),
        (new Gamma(0.3, 2), 0.6, 1.2, 5.430441040208975e-09, 0.06747958529316823, 13.389319590843783),
        (new Gamma(50, 0.5), 25.0, 12.5, 16.371091162336196, 23.951961964493385, 40.32966423976202),
        (new Beta(0.5, 2), 0.2, 0.045714285714285714, 4.000010666716447e-06, 0.07479405497138483, 0.9837146190814837),
        (new Beta(60, 40), 0.6, 0.002376237623762376, 0.46325283078335794, 0.5881894715799014, 0.7682498394475359),
        (new Exponential(1.5), 0.6666666666666666, 0.4444444444444444, 0.002003006013532481, 0.3405504158439938, 6.140226914650862),
        (new Uniform(-1, 4), 1.5, 2.083333333333333, -0.985, 1.0, 3.9995000000000003),
        (new Binomial(40, 0.3), 12.0, 8.4, 5.0, 11.0, 23.0),
        (new Poisson(7.5), 7.5, 7.5, 1.0, 7.0, 20.0),
        (new Poisson(900), 900.0, 900.0, 819.0, 892.0, 1014.0),
        (new NegativeBinomial(2.5, 0.2), 10.0, 49.99999999999999, 0.0, 7.0, 56.0),
    ];

    [Fact]
    public void Densities_and_probabilities_are_those_of_SciPy() => Assert.All(Values, golden =>
    {
        AreClose(golden.LogDensity, golden.Distribution.LogDensity(golden.X), 1e-13);
        AreClose(Math.Exp(golden.LogDensity), golden.Distribution.Density(golden.X), 5e-12);
        AreClose(golden.Cumulative, golden.Distribution.Cumulative(golden.X), 1e-12);
        AreClose(golden.Survival, golden.Distribution.Survival(golden.X), 1e-12);
    });

    [Fact]
    public void Moments_and_quantiles_are_those_of_SciPy() => Assert.All(Shapes, golden =>
    {
        AreClose(golden.Mean, golden.Distribution.Mean, 1e-14);
        AreClose(golden.Variance, golden.Distribution.Variance, 1e-14);
        AreClose(golden.Low, golden.Distribution.Quantile(0.003), 1e-12);
        AreClose(golden.Middle, golden.Distribution.Quantile(0.4), 1e-12);
        AreClose(golden.High, golden.Distribution.Quantile(0.9999), 1e-12);
    });

    [Fact]
    public void A_quantile_is_the_smallest_value_that_reaches_its_probability() =>
        Gen.Double[1e-9, 1 - 1e-9].Sample(p => Assert.All(Shapes, golden =>
    {
        var x = golden.Distribution.Quantile(p);
        if (IsDiscrete(golden.Distribution))
        {
            Assert.True(golden.Distribution.Cumulative(x) >= p - 1e-12);
            Assert.True(x == 0 || golden.Distribution.Cumulative(x - 1) < p + 1e-12);
        }
        else Assert.Equal(p, golden.Distribution.Cumulative(x), 1e-12);
        Assert.Equal(1, golden.Distribution.Cumulative(x) + golden.Distribution.Survival(x), 1e-13);
    }), iter: 50);

    [Fact]
    public void Samples_have_the_mean_and_the_variance() => Assert.All(Shapes, golden =>
    {
        const int draws = 4_000;
        var random = new CounterRandom(11);
        var values = Enumerable.Range(0, draws).Select(i => golden.Distribution.Sample(random, i)).ToArray();
        var mean = values.Average();
        Assert.Equal(golden.Mean, mean, 4 * Math.Sqrt(golden.Variance / draws));
        Assert.Equal(golden.Variance, values.Average(value => (value - mean) * (value - mean)), 0.4 * golden.Variance);
        Assert.Equal(values[17], golden.Distribution.Sample(random, 17));
    });

    [Fact]
    public void Masses_add_up_to_the_probabilities() => Assert.All(Shapes.Where(golden => IsDiscrete(golden.Distribution)), golden =>
    {
        double sum = 0;
        for (var count = 0; count <= golden.High; count++)
        {
            sum += golden.Distribution.Density(count);
            Assert.Equal(golden.Distribution.Cumulative(count), sum, 1e-12);
        }
        Assert.Equal(0, golden.Distribution.Density(0.5));
        Assert.Equal(0, golden.Distribution.Density(-1));
    });

    [Fact]
    public void The_ends_of_the_support_are_exact()
    {
        Assert.Equal(0, new Gamma(2).Quantile(0));
        Assert.Equal(double.PositiveInfinity, new Gamma(2).Quantile(1));
        Assert.Equal(double.NegativeInfinity, new Normal().Quantile(0));
        Assert.Equal(double.NegativeInfinity, new StudentT(3).Quantile(0));
        Assert.Equal(double.PositiveInfinity, new FisherF(3, 4).Quantile(1));
        Assert.Equal(1, new Beta(2, 3).Quantile(1));
        Assert.Equal(0, new Beta(2, 3).Density(1));
        Assert.Equal(0.2, Math.Exp(new Exponential(0.2).LogDensity(0)), 1e-15);
        Assert.Equal(1, new Binomial(5, 0).Density(0));
        Assert.Equal(1, new Binomial(5, 1).Density(5));
        Assert.Equal(5, new Binomial(5, 1).Quantile(0.5));
        Assert.Equal(0, new Poisson(3).Quantile(0));
        Assert.Equal(double.PositiveInfinity, new Poisson(3).Quantile(1));
        Assert.Equal(-50 * 50 / 2.0 - Math.Log(50 * Math.Sqrt(2 * Math.PI)), new Normal().LogCumulative(-50), 1e-3);   // φ(x) / x
    }

    [Fact]
    public void A_negative_binomial_has_the_mean_and_dispersion_asked_for()
    {
        var counts = NegativeBinomial.OfMean(mean: 6, dispersion: 0.5);
        Assert.Equal(6, counts.Mean, 1e-12);
        Assert.Equal(6 + 0.5 * 36, counts.Variance, 1e-12);
    }

    [Fact]
    public void Wrong_parameters_are_refused_by_name()
    {
        Assert.Contains("deviation is 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Normal(0, 0)).Message);
        Assert.Contains("shape is -1", Assert.Throws<ArgumentOutOfRangeException>(() => new Gamma(-1)).Message);
        Assert.Contains("probability is 2", Assert.Throws<ArgumentOutOfRangeException>(() => new Binomial(3, 2)).Message);
        Assert.Contains("probability is 0", Assert.Throws<ArgumentOutOfRangeException>(() => new NegativeBinomial(3, 0)).Message);
        Assert.Contains("high - low", Assert.Throws<ArgumentOutOfRangeException>(() => new Uniform(3, 2)).Message);
        Assert.Contains("is 1.5", Assert.Throws<ArgumentOutOfRangeException>(() => new Poisson(3).Quantile(1.5)).Message);
    }

    static bool IsDiscrete(Distribution distribution) => distribution is Binomial or Poisson or NegativeBinomial;
}
