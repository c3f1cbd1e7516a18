using DistributedML.Learning.Tabular;
using DistributedML.Numerics.Optimization;

namespace DistributedML.Learning.Linear;

/// <summary>
/// Trains logistic regression: every rank evaluates loss and gradient of its rows, the sums are added, and every rank takes the same step
/// of L-BFGS. Models of 1, 2 and 4 ranks differ by rounding, which the optimiser magnifies up to its tolerance.
/// </summary>
public sealed class LogisticRegressionTrainer(LogisticRegressionOptions options) : ITrainer<Dataset, LogisticModel>
{
    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows cannot be learned from: none, one class only, a value missing or infinite, a feature
    /// that is no number.</exception>
    public LogisticModel Train(Dataset rows, Training training)
    {
        var inputs = new NumericInputs(rows.Schema);
        inputs.CheckValues(rows);
        LearningRows.TotalWeight(rows, training.Gang);
        var (classes, weights) = LearningRows.Classes(rows, training.Gang);
        var present = Enumerable.Range(0, weights.Length).Where(c => weights[c] > 0).ToArray();
        var names = rows.ClassNames.ToArray();
        // With two classes named, both are present. Of more, those without rows take no part; they get an intercept of −∞.
        var outputOf = Enumerable.Range(0, names.Length).Select(c => Math.Max(0, Array.IndexOf(present, c))).ToArray();
        var total = weights.Sum();
        var factors = present.Select(c => options.Balanced ? total / (present.Length * weights[c]) : 1).ToArray();
        var objective = new LogisticObjective(
            rows, inputs, Array.ConvertAll(classes, c => outputOf[c]), factors, present.Select((c, i) => weights[c] * factors[i]).Sum(), options,
            training, forceSoftmax: names.Length > 2);
        var point = new double[objective.Length];
        // Sums over the ranks round; only the gradient says that the minimum is near.
        var limits = new LbfgsOptions { MaxIterations = options.MaxIterations, GradientTolerance = options.Tolerance, RelativeTolerance = 0 };
        var found = Lbfgs.Minimize(
            objective.Evaluate, point, limits,
            (iteration, loss) => training.Progress?.Report(new("logistic regression", iteration, options.MaxIterations, loss)), training.Cancel);
        var d = inputs.Columns;
        var (coefficients, intercepts) = (new double[objective.Outputs * d], new double[objective.Outputs]);
        objective.ToRaw(point, coefficients, intercepts);
        if (present.Length < names.Length) (coefficients, intercepts) = ForAllClasses(coefficients, intercepts, present, names.Length);
        return new LogisticModel(inputs, names, coefficients, intercepts, objective.Deviations, found.Evaluations, found.Converged);
    }

    static (double[] Coefficients, double[] Intercepts) ForAllClasses(double[] coefficients, double[] intercepts, int[] present, int classes)
    {
        var d = coefficients.Length / present.Length;
        var (all, allIntercepts) = (new double[classes * d], new double[classes]);
        Array.Fill(allIntercepts, double.NegativeInfinity);
        for (var i = 0; i < present.Length; i++)
        {
            coefficients.AsSpan(i * d, d).CopyTo(all.AsSpan(present[i] * d));
            allIntercepts[present[i]] = intercepts[i];
        }
        return (all, allIntercepts);
    }
}
