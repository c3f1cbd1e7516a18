using System.Globalization;
using System.IO.Compression;
using DistributedML.Learning.Linear;
using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>
/// Golden values of scikit-learn 1.9.1 on the sets that it bundles, columns as float32 and not scaled. Runs where DML_PEERS names the
/// folder whose site-packages hold it.
/// </summary>
public class BundledSetTests
{
    /// <summary>LogisticRegression(C=1, solver='newton-cholesky', tol=1e-12).fit(X, y) of load_breast_cancer.</summary>
    [Fact]
    public void Logistic_regression_on_breast_cancer()
    {
        var rows = Read("breast_cancer.csv", ',', skip: 1, columns: 30, (fields, _) => int.Parse(fields[30]), ["malignant", "benign"]);
        var model = new LogisticRegressionTrainer(new() { Tolerance = 1e-9 }).Train(rows, Training.Alone);
        Assert.True(model.Converged);
        double[] expected = [1.014561675054, 0.181382325095, -0.275697398122, 0.022650744084, -0.178395895283, -0.220838586697];
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], model.Coefficients[i], 1e-4);
        Assert.Equal(28.088995145472, model.Intercepts[0], 28 * 1e-4);
        var answers = Predictions.Of(model, rows.Select([0, 20, 81, 297, 568])).Where((_, i) => i % 2 == 1).ToArray();
        expected = [3.050235806571e-14, 0.9946119114262, 0.9853737749670, 0.9911862579299, 0.9998795199679];
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], answers[i], 1e-5);
    }

    /// <summary>
    /// LogisticRegression(C=1, solver='newton-cholesky', tol=1e-10).fit(X, y) of load_digits: the loss; lbfgs ends at 17.03235243.
    /// </summary>
    [Fact]
    public void Logistic_regression_on_digits()
    {
        var rows = Read("digits.csv.gz", ',', skip: 0, columns: 64,
            (fields, _) => (int)double.Parse(fields[64], CultureInfo.InvariantCulture), [.. "0123456789".Select(c => $"{c}")]);
        var model = new LogisticRegressionTrainer(new() { Tolerance = 1e-6 }).Train(rows, Training.Alone);
        var answers = Predictions.Of(model, rows);
        var loss = 0.5 * model.Coefficients.Sum(value => value * value);
        for (var i = 0; i < rows.Rows; i++) loss -= Math.Log(answers[10 * i + rows.Classes![i]]);
        Assert.Equal(17.032352181598597, loss, 1e-4);
        Assert.Equal(3.101991280527e-07, answers[18], 1e-9);
    }

    /// <summary>Ridge(alpha=1).fit(X, y) and LinearRegression().fit(X, y) of load_diabetes(scaled=False).</summary>
    [Fact]
    public void Ridge_and_linear_regression_on_diabetes()
    {
        var targets = Lines("diabetes_target.csv.gz").Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        var rows = Read("diabetes_data_raw.csv.gz", ' ', skip: 0, columns: 10, (_, _) => 0, ["any", "other"]).With(target: targets);
        var ridge = new LinearTrainer(new RidgeOptions()).Train(rows, Training.Alone);
        double[] expected = [-3.285243918811e-02, -22.60704559058, 5.640405281999, 1.118997528286, -0.9146731382663, 0.5849094787901,
            0.1778847970104,
            6.250440833933, 63.17907212495, 0.2877669675537];
        for (var i = 0; i < 10; i++) Assert.Equal(expected[i], ridge.Coefficients[i], 1e-8);
        Assert.Equal(-316.07707791208895, ridge.Intercept, 1e-7);
        var linear = new LinearTrainer(new LinearRegressionOptions()).Train(rows, Training.Alone);
        Assert.Equal(68.48311503785, linear.Coefficients[8], 1e-7);
        Assert.Equal(-334.56709304886888, linear.Intercept, 1e-7);
    }

    static Dataset Read(string file, char separator, int skip, int columns, Func<string[], int, int> classOf, string[] names)
    {
        var lines = Lines(file).Skip(skip).Select(line => line.Split(separator, StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var values = Enumerable.Range(0, columns)
            .Select(j => lines.Select(fields => (float)double.Parse(fields[j], CultureInfo.InvariantCulture)).ToArray());
        return Tables.Numeric([.. values]).With(classes: [.. lines.Select(classOf)], classNames: names);
    }

    static string[] Lines(string file)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("DML_PEERS") ?? "", "site-packages", "sklearn", "datasets", "data");
        Assert.SkipUnless(Directory.Exists(folder), "DML_PEERS names no folder with scikit-learn");
        using var stream = File.OpenRead(Path.Combine(folder, file));
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
