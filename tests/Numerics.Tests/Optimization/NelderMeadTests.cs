using CsCheck;
using DistributedML.Numerics.Optimization;

namespace DistributedML.Numerics.Tests.Optimization;

public class NelderMeadTests
{
    static readonly NelderMead Plane = new([double.NegativeInfinity, double.NegativeInfinity], [double.PositiveInfinity, double.PositiveInfinity])
    {
        MaxEvaluations = 2_000,
        ValueTolerance = 1e-14,
        PointTolerance = 1e-7,
    };

    /// <summary>Rosenbrock, Computer Journal 3 (1960): the minimum is 0 at (1, 1), the usual start (−1.2, 1).</summary>
    static double Rosenbrock(ReadOnlySpan<double> x) => 100 * Math.Pow(x[1] - x[0] * x[0], 2) + Math.Pow(1 - x[0], 2);

    [Fact]
    public void Rosenbrocks_valley_leads_to_its_minimum()
    {
        var minimum = Plane.Minimize(point => 1 + Rosenbrock(point), [-1.2, 1], 0.5);
        Assert.True(minimum.Converged);
        Assert.Equal(1, minimum.Value, 1e-9);
        Assert.Equal(1, minimum.Point[0], 1e-4);
        Assert.Equal(1, minimum.Point[1], 1e-4);
    }

    [Fact]
    public void Quadratics_are_minimised_inside_their_box() => Gen.Select(Gen.Double[-2, 3], Gen.Double[-2, 3], Gen.Double[-2, 3]).Sample((a, b, c) =>
    {
        double[] wanted = [a, b, c];
        var box = new NelderMead([0, 0, 0], [1, 1, 1]) { MaxEvaluations = 3_000, ValueTolerance = 1e-12, PointTolerance = 1e-6 };
        var minimum = box.Minimize(point => 1 + SquaredDistance(point, wanted), [0.5, 0.5, 0.5], 0.3);
        for (var i = 0; i < 3; i++) Assert.Equal(Math.Clamp(wanted[i], 0, 1), minimum.Point[i], 1e-2);
    }, iter: 200);

    [Fact]
    public void Nothing_outside_the_box_is_evaluated()
    {
        var box = new NelderMead([0, -1], [1, 2]);
        var minimum = box.Minimize(point =>
        {
            Assert.InRange(point[0], 0, 1);
            Assert.InRange(point[1], -1, 2);
            return point[0] - point[1];
        }, [7, 0], 0.5);
        Assert.Equal(0, minimum.Point[0], 1e-6);
        Assert.Equal(2, minimum.Point[1], 1e-6);
    }

    [Fact]
    public void The_value_is_that_of_the_point_and_never_worse_than_the_start() =>
        Gen.Double[-3, 3].Array[2].Sample(start =>
        {
            var minimum = Plane.Minimize(Rosenbrock, start, 0.3);
            return minimum.Value == Rosenbrock(minimum.Point) && minimum.Value <= Rosenbrock(start);
        }, iter: 100);

    [Fact]
    public void Points_without_a_value_are_avoided()
    {
        var minimum = new NelderMead([-5], [5]).Minimize(point => point[0] < 1 ? double.NaN : point[0], [3], 0.5);
        Assert.Equal(1, minimum.Point[0], 1e-3);
    }

    [Fact]
    public void Running_out_of_evaluations_is_told_not_thrown()
    {
        var minimum = new NelderMead([-5, -5], [5, 5]) { MaxEvaluations = 10 }.Minimize(Rosenbrock, [-1.2, 1], 0.5);
        Assert.False(minimum.Converged);
        Assert.InRange(minimum.Evaluations, 10, 13);
    }

    [Fact]
    public void Wrong_bounds_and_starts_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new NelderMead([], []));
        Assert.Throws<ArgumentException>(() => new NelderMead([0], [1, 2]));
        Assert.Contains("variable 1", Assert.Throws<ArgumentException>(() => new NelderMead([0, 3], [1, 2])).Message);
        Assert.Throws<ArgumentException>(() => new NelderMead([0], [1]).Minimize(point => point[0], [0, 0], 1));
    }

    static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
