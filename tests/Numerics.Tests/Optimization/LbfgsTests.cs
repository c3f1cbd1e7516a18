using CsCheck;
using DistributedML.Numerics.Optimization;

namespace DistributedML.Numerics.Tests.Optimization;

public class LbfgsTests
{
    static readonly LbfgsOptions Tight = new() { MaxIterations = 1_000, GradientTolerance = 1e-8, RelativeTolerance = 0 };

    /// <summary>
    /// The extended function of Rosenbrock: Moré, Garbow and Hillstrom, TOMS 7 (1981), problem 21; the minimum is 0 at (1, ..., 1).
    /// </summary>
    static double Rosenbrock(ReadOnlySpan<double> x, Span<double> gradient)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i += 2)
        {
            var (a, b) = (x[i + 1] - x[i] * x[i], 1 - x[i]);
            sum += 100 * a * a + b * b;
            gradient[i] = -400 * x[i] * a - 2 * b;
            gradient[i + 1] = 200 * a;
        }
        return sum;
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1_000)]
    public void Rosenbrocks_valley_leads_to_its_minimum(int n)
    {
        var x = Enumerable.Range(0, n).Select(i => i % 2 == 0 ? -1.2 : 1).ToArray();
        var result = Minimize(Rosenbrock, x, Tight);
        Assert.True(result.Converged, result.Reason);
        Assert.InRange(result.Iterations, 10, 60);   // SciPy 1.17.1: minimize(method="L-BFGS-B", gtol=1e-8, ftol=0) takes 38 and 37
        Assert.InRange(result.Evaluations, result.Iterations + 1, 2 * result.Iterations);
        Assert.All(x, value => Assert.Equal(1, value, 1e-7));
    }

    [Fact]
    public void Quadratics_of_any_scale_are_minimised() =>
        (from n in Gen.Int[0, 12]
         from scales in Gen.Double[-3, 3].Select(power => Math.Pow(10, power)).Array[n]
         from centre in Gen.Double[-5, 5].Array[n]
         from start in Gen.Double[-5, 5].Array[n]
         select (scales, centre, start)).Sample(problem =>
         {
             var x = problem.start.ToArray();
             double Value(ReadOnlySpan<double> point, Span<double> gradient)
             {
                 double sum = 0;
                 for (var i = 0; i < point.Length; i++)
                 {
                     var off = point[i] - problem.centre[i];
                     gradient[i] = problem.scales[i] * off;
                     sum += problem.scales[i] * off * off / 2;
                 }
                 return sum;
             }
             var result = Minimize(Value, x, Tight);
             Assert.True(result.Converged, result.Reason);
             Assert.All(x, (value, i) => Assert.Equal(problem.centre[i], value, 2e-8 / problem.scales[i]));
         }, iter: 200);

    [Fact]
    public void No_iteration_raises_the_value_and_the_result_is_that_of_the_point() => Gen.Double[-3, 3].Array[6].Sample(start =>
    {
        var x = start.ToArray();
        var values = new List<double> { Rosenbrock(x, new double[6]) };
        var result = Minimize(Rosenbrock, x, new() { MaxIterations = 20 }, (number, value) =>
        {
            Assert.Equal(values.Count, number);
            values.Add(value);
        });
        Assert.Equal(values.OrderDescending(), values);
        Assert.Equal(result.Iterations + 1, values.Count);
        Assert.Equal(Rosenbrock(x, new double[6]), result.Value);
    }, iter: 100);

    [Fact]
    public void Points_without_a_value_are_avoided()
    {
        double[] x = [5];   // x − log(x − 1) has its minimum at 2 and no value up to 1
        var result = Minimize((point, gradient) =>
        {
            gradient[0] = 1 - 1 / (point[0] - 1);
            return point[0] - Math.Log(point[0] - 1);
        }, x, Tight);
        Assert.True(result.Converged, result.Reason);
        Assert.Equal(2, x[0], 1e-7);
    }

    [Fact]
    public void Each_way_to_end_is_told()
    {
        double[] start = [-1.2, 1], x = [.. start];
        var few = Minimize(Rosenbrock, x, new() { MaxIterations = 3 });
        Assert.Equal((false, 3, "3 iterations were not enough"), (few.Converged, few.Iterations, few.Reason));
        Assert.Contains("decrease", Minimize(Rosenbrock, x, new() { RelativeTolerance = 1 }).Reason);
        var there = Minimize(Rosenbrock, [1, 1], new());
        Assert.Equal((true, 0, 1), (there.Converged, there.Iterations, there.Evaluations));
        Assert.Contains("no finite value at the start", Minimize((_, _) => double.NaN, x, new()).Reason);
        var wrong = Minimize((point, gradient) =>
        {
            gradient[0] = -1;   // every other point is higher, whatever the gradient claims
            return point[0] == start[0] ? 0 : 1;
        }, [start[0]], new());
        Assert.Equal((false, "the line search found no lower value"), (wrong.Converged, wrong.Reason));
        var unbounded = Minimize((point, gradient) =>
        {
            gradient[0] = -1;
            return -point[0];
        }, x.AsSpan(0, 1), new() { RelativeTolerance = 0 });
        Assert.Equal((false, "the function falls without end along the search direction"), (unbounded.Converged, unbounded.Reason));
    }

    [Fact]
    public void It_can_be_cancelled_and_keeps_the_last_iterations_point()
    {
        using var source = new CancellationTokenSource();
        double[] x = [-1.2, 1];
        var last = 0.0;
        Assert.Throws<OperationCanceledException>(() => Lbfgs.Minimize(Rosenbrock, x, Tight, (number, value) =>
        {
            last = value;
            if (number == 5) source.Cancel();
        }, source.Token));
        Assert.Equal(last, Rosenbrock(x, new double[2]));
    }

    [Fact]
    public void Wrong_options_are_refused()
    {
        void Refused(LbfgsOptions options, string name) =>
            Assert.Contains(name, Assert.Throws<ArgumentOutOfRangeException>(() => Minimize(Rosenbrock, [1, 1], options)).Message);
        Refused(new() { History = 0 }, "History");
        Refused(new() { MaxIterations = -1 }, "MaxIterations");
        Refused(new() { GradientTolerance = double.NaN }, "GradientTolerance");
        Refused(new() { RelativeTolerance = -1 }, "RelativeTolerance");
    }

    static LbfgsResult Minimize(
        DifferentiableFunction f, Span<double> parameters, LbfgsOptions options, Action<int, double>? iteration = null) =>
        Lbfgs.Minimize(f, parameters, options, iteration, TestContext.Current.CancellationToken);
}
