namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>
/// The weight of the rows of each pair of true and predicted class, and the metrics that follow from it. Immutable. A class without rows
/// that is never predicted is left out of macro means. Where a class is never predicted its precision is 0, and where it has no rows its
/// recall is 0. Where no row counts, metrics are NaN.
/// </summary>
public sealed class ConfusionMatrix
{
    readonly double[] _weights, _actual, _predicted;

    internal ConfusionMatrix(int classes, ReadOnlySpan<double> weights)
    {
        (Classes, _weights, _actual, _predicted) = (classes, weights.ToArray(), new double[classes], new double[classes]);
        for (var i = 0; i < classes; i++)
        {
            for (var j = 0; j < classes; j++)
            {
                _actual[i] += this[i, j];
                _predicted[j] += this[i, j];
            }
            Correct += this[i, i];
        }
        Weight = _actual.Sum();
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>The weight of all rows.</summary>
    public double Weight { get; }

    /// <summary>The weight of the rows whose class was predicted.</summary>
    public double Correct { get; }

    /// <summary>Part of the rows whose class was predicted.</summary>
    public double Accuracy => Correct / Weight;

    /// <summary>The mean recall of the classes that have rows.</summary>
    public double BalancedAccuracy => Weight > 0 ? Known.Where(i => _actual[i] > 0).Average(Recall) : double.NaN;

    /// <summary>
    /// Matthews' correlation of true and predicted classes, −1 to 1, for any number of classes (Gorodkin, Computational Biology and
    /// Chemistry 28, 2004); 0 where all rows are of one class or predicted as one.
    /// </summary>
    public double Mcc
    {
        get
        {
            if (Weight == 0) return double.NaN;
            var total = Weight * Weight;
            var (actual, predicted) = (total - _actual.Sum(w => w * w), total - _predicted.Sum(w => w * w));
            var agreement = _actual.Zip(_predicted, (a, p) => a * p).Sum();
            return actual * predicted == 0 ? 0 : (Correct * Weight - agreement) / Math.Sqrt(actual * predicted);
        }
    }

    /// <summary>
    /// Agreement beyond chance (Cohen, Educational and Psychological Measurement 20, 1960), up to 1; NaN where all rows are of one class
    /// and predicted as it.
    /// </summary>
    public double Kappa => 1 - (Weight - Correct) / _actual.Zip(_predicted, (a, p) => a * (Weight - p) / Weight).Sum();

    IEnumerable<int> Known => Enumerable.Range(0, Classes).Where(i => _actual[i] + _predicted[i] > 0);

    /// <summary>
    /// The weight of the rows of class <paramref name="actual"/> that were predicted as class <paramref name="predicted"/>.
    /// </summary>
    public double this[int actual, int predicted] => _weights[actual * Classes + predicted];

    /// <summary>The weight of a class's rows.</summary>
    public double Support(int @class) => _actual[@class];

    /// <summary>Part of the rows predicted as a class that are of it.</summary>
    public double Precision(int @class) => Part(this[@class, @class], _predicted[@class]);

    /// <summary>Part of a class's rows that were predicted as it.</summary>
    public double Recall(int @class) => Part(this[@class, @class], _actual[@class]);

    /// <summary>The harmonic mean of precision and recall, where recall counts β² times as much.</summary>
    /// <param name="class">The class.</param>
    /// <param name="beta">β; 1 weighs both alike.</param>
    public double FBeta(int @class, double beta = 1) => FBeta(this[@class, @class], _actual[@class], _predicted[@class], beta);

    /// <summary>Precision over all classes.</summary>
    public double Precision(ClassAverage average) => Mean(average, Precision);

    /// <summary>Recall over all classes.</summary>
    public double Recall(ClassAverage average) => Mean(average, Recall);

    /// <summary>F-beta over all classes: the mean of the classes' values, not the value of their means.</summary>
    public double FBeta(ClassAverage average, double beta = 1) => Mean(average, @class => FBeta(@class, beta));

    double Part(double part, double whole) => whole > 0 ? part / whole : Weight > 0 ? 0 : double.NaN;

    double FBeta(double correct, double actual, double predicted, double beta) =>
        Part((1 + beta * beta) * correct, beta * beta * actual + predicted);

    double Mean(ClassAverage average, Func<int, double> metric) => Weight == 0 ? double.NaN : average switch
    {
        ClassAverage.Macro => Known.Average(metric),
        ClassAverage.Micro => Accuracy,    // a row is predicted as one class: precision, recall and F-beta are all the accuracy
        ClassAverage.Weighted => Known.Sum(i => _actual[i] * metric(i)) / Weight,
        _ => throw new ArgumentOutOfRangeException(nameof(average), average, null),
    };
}
