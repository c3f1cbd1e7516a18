using CsCheck;
using DistributedML.Numerics;

namespace DistributedML.Tests.Numerics;

/// <summary>Golden values: SciPy 1.17.1, scipy.special with the function named at each table.</summary>
public sealed class SpecialFunctionTests
{
    const double Relative = 2e-13;

    /// <summary>gammaln.</summary>
    [Theory]
    [InlineData(1e-10, 23.025850929882733)]
    [InlineData(0.1, 2.252712651734206)]
    [InlineData(0.75, 0.20328095143129538)]
    [InlineData(1.0000001, -5.772155829918507e-08)]   // mpmath 1.3.0, 40 digits: SciPy is off in the tenth
    [InlineData(1.3, -0.10817480950786049)]
    [InlineData(1.999, -0.0004224618006920533)]
    [InlineData(2.5, 0.2846828704729192)]
    [InlineData(4.2, 2.04855563696059)]
    [InlineData(9.99, 12.779315214350195)]
    [InlineData(10.0, 12.801827480081469)]
    [InlineData(123.4, 469.3360974421906)]
    [InlineData(100000000.0, 1742068066.1038349)]
    [InlineData(-0.5, 1.2655121234846454)]
    [InlineData(-3.7, -1.3797399049658245)]
    public void Log_gamma(double x, double expected) => AreClose(expected, SpecialFunctions.LogGamma(x));

    /// <summary>digamma.</summary>
    [Theory]
    [InlineData(1e-05, -100000.57719921567)]
    [InlineData(0.3, -3.502524222200133)]
    [InlineData(1.0, -0.5772156649015329)]
    [InlineData(2.5, 0.7031566406452432)]
    [InlineData(7.0, 1.872784335098467)]
    [InlineData(50.0, 3.9019896734278925)]
    [InlineData(-0.5, 0.03648997397857651)]
    [InlineData(-3.7, -0.8450768588704185)]
    public void Digamma(double x, double expected) => AreClose(expected, SpecialFunctions.Digamma(x));

    /// <summary>erf, erfc, erfcx.</summary>
    [Theory]
    [InlineData(1e-12, 1.1283791670955126e-12, 0.9999999999988716, 0.9999999999988717)]
    [InlineData(0.2, 0.22270258921047845, 0.7772974107895215, 0.8090195199015808)]
    [InlineData(0.49, 0.511668261188523, 0.48833173881147696, 0.6208533902739279)]
    [InlineData(0.51, 0.5292436198411704, 0.4707563801588296, 0.6105991697819402)]
    [InlineData(1.0, 0.8427007929497148, 0.15729920705028516, 0.427583576155807)]
    [InlineData(2.3, 0.9988568234026434, 0.0011431765973566523, 0.2267415621675592)]
    [InlineData(5.0, 0.9999999999984626, 1.5374597944280347e-12, 0.11070463773306861)]
    [InlineData(-1.5, -0.9661051464753108, 1.9661051464753108, 18.653886256262734)]
    [InlineData(10.0, 1.0, 2.0884875837625446e-45, 0.05614099274382259)]
    [InlineData(26.0, 1.0, 5.663192408856145e-296, 0.02168358485056291)]
    public void Error_functions(double x, double erf, double erfc, double scaled)
    {
        AreClose(erf, SpecialFunctions.Erf(x));
        AreClose(erfc, SpecialFunctions.Erfc(x));
        AreClose(scaled, SpecialFunctions.ErfcScaled(x));
    }

    /// <summary>gammainc, gammaincc.</summary>
    [Theory]
    [InlineData(0.01, 0.5, 0.9943732438060326, 0.005626756193967183)]
    [InlineData(0.5, 1e-08, 0.00011283791633342464, 0.9998871620836666)]
    [InlineData(1.0, 3.0, 0.950212931632136, 0.04978706836786395)]
    [InlineData(3.5, 0.2, 0.00026343889240879596, 0.9997365611075912)]
    [InlineData(3.5, 12.0, 0.9988606488210525, 0.001139351178947464)]
    [InlineData(10.0, 10.0, 0.5420702855281478, 0.4579297144718523)]
    [InlineData(100.0, 80.0, 0.0171083130351331, 0.9828916869648668)]
    [InlineData(100.0, 130.0, 0.9972495916326934, 0.002750408367306518)]
    [InlineData(10000.0, 10100.0, 0.8413487504471796, 0.15865124955282037)]
    public void Incomplete_gamma(double a, double x, double lower, double upper)
    {
        AreClose(lower, SpecialFunctions.GammaLower(a, x));
        AreClose(upper, SpecialFunctions.GammaUpper(a, x));
    }

    /// <summary>betainc, betaln.</summary>
    [Theory]
    [InlineData(0.5, 0.5, 0.1, 0.20483276469913345, 1.1447298858494)]
    [InlineData(0.1, 3.0, 1e-06, 0.29012283008975526, 2.1584847490202885)]
    [InlineData(2.0, 3.0, 0.4, 0.5247999999999999, -2.4849066497880004)]
    [InlineData(5.0, 1.0, 0.99, 0.9509900498999999, -1.6094379124341003)]
    [InlineData(30.0, 40.0, 0.3, 0.012126160623329755, -48.30174909591612)]
    [InlineData(200.0, 300.0, 0.45, 0.9881463456202628, -337.9801130654646)]
    [InlineData(10000.0, 20000.0, 0.34, 0.9927137480100278, -19098.908538220945)]
    [InlineData(1.5, 1000.0, 0.01, 0.9998386071295141, -10.482790031155673)]
    public void Incomplete_beta(double a, double b, double x, double lower, double logBeta)
    {
        AreClose(lower, SpecialFunctions.BetaLower(a, b, x));
        AreClose(logBeta, SpecialFunctions.LogBeta(a, b));
    }

    [Fact]
    public void Inverse_error_functions_invert() => Gen.Double[-300, -1e-9].Sample(power =>
    {
        var y = Math.Pow(10, power);
        AreClose(y, SpecialFunctions.Erfc(SpecialFunctions.ErfcInverse(y)), 1e-12);
        AreClose(y, SpecialFunctions.Erf(SpecialFunctions.ErfInverse(y)), 1e-14);
        AreClose(2 - y, SpecialFunctions.Erfc(SpecialFunctions.ErfcInverse(2 - y)), 1e-14);
        Assert.Equal(SpecialFunctions.ErfInverse(y), -SpecialFunctions.ErfInverse(-y));
    });

    [Fact]
    public void The_inverse_incomplete_gamma_inverts() => Gen.Select(Gen.Double[-1.5, 4], Gen.Double[-12, 0]).Sample((shape, tail) =>
    {
        double a = Math.Pow(10, shape), p = 0.5 * Math.Pow(10, tail);
        AreClose(p, SpecialFunctions.GammaLower(a, SpecialFunctions.GammaLowerInverse(a, p)), 1e-11);
        AreClose(p, SpecialFunctions.GammaUpper(a, SpecialFunctions.GammaUpperInverse(a, p)), 1e-11);
    }, iter: 300);

    [Fact]
    public void The_inverse_incomplete_beta_inverts() =>
        Gen.Select(Gen.Double[-0.5, 3], Gen.Double[-0.5, 3], Gen.Double[-12, 0]).Sample((shapeA, shapeB, tail) =>
        {
            double a = Math.Pow(10, shapeA), b = Math.Pow(10, shapeB), p = 0.5 * Math.Pow(10, tail);
            var x = SpecialFunctions.BetaLowerInverse(a, b, p);
            if (x < 0.9) AreClose(p, SpecialFunctions.BetaLower(a, b, x), 1e-10);   // nearer to 1 its last digit counts for more
            Assert.InRange(x, 0, 1);
        }, iter: 300);

    [Fact]
    public void Recurrences_hold() => Gen.Double[1e-3, 50].Sample(x =>
    {
        Assert.Equal(SpecialFunctions.LogGamma(x) + Math.Log(x), SpecialFunctions.LogGamma(x + 1), 2e-13);
        Assert.Equal(SpecialFunctions.Digamma(x) + 1 / x, SpecialFunctions.Digamma(x + 1), 1e-12);
    });

    [Fact]
    public void Small_and_large_arguments_keep_their_digits()
    {
        AreClose(1e-18, SpecialFunctions.LogOnePlus(1e-18));
        AreClose(-1e-18, SpecialFunctions.ExpMinusOne(-1e-18));
        AreClose(9.9995000333308335e-05, SpecialFunctions.LogOnePlus(1e-4));   // x − x²/2 + x³/3 − x⁴/4
        AreClose(1.0000500016667083e-04, SpecialFunctions.ExpMinusOne(1e-4));   // x + x²/2 + x³/6 + x⁴/24
        Assert.Equal(double.NegativeInfinity, SpecialFunctions.LogOnePlus(-1));
        AreClose(Math.Exp(-700), SpecialFunctions.Expit(-700));
        Assert.Equal(1, SpecialFunctions.Expit(800));
        Assert.Equal(1000, SpecialFunctions.LogOnePlusExp(1000));
        AreClose(Math.Exp(-50), SpecialFunctions.LogOnePlusExp(-50));
        AreClose(1000 + Math.Log(2), SpecialFunctions.LogSumExp([1000, 1000]));
        Assert.Equal(double.NegativeInfinity, SpecialFunctions.LogSumExp([]));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.LogSumExp([1, double.PositiveInfinity]));
    }

    [Fact]
    public void The_logistic_function_and_its_inverse_undo_each_other() => Gen.Double[-30, 3].Sample(x =>
        AreClose(x, SpecialFunctions.Logit(SpecialFunctions.Expit(x)), 1e-14 * (1 + 20 / Math.Max(1e-300, Math.Abs(x)))));

    [Fact]
    public void Arguments_without_a_value_give_NaN()
    {
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.LogGamma(-2));
        Assert.True(double.IsNaN(SpecialFunctions.Digamma(0)));
        Assert.True(double.IsNaN(SpecialFunctions.ErfInverse(1.5)));
        Assert.True(double.IsNaN(SpecialFunctions.GammaLower(-1, 2)));
        Assert.True(double.IsNaN(SpecialFunctions.GammaLowerInverse(1, 2)));
        Assert.True(double.IsNaN(SpecialFunctions.BetaLower(1, 1, 1.5)));
        Assert.True(double.IsNaN(SpecialFunctions.LogBeta(-1, 1)));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.ErfInverse(1));
    }

    internal static void AreClose(double expected, double actual, double relative = Relative) =>
        Assert.True(Math.Abs(expected - actual) <= relative * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");
}
