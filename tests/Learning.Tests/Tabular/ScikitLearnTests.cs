using DistributedML.Learning.Clustering;
using DistributedML.Learning.Linear;
using DistributedML.Learning.NaiveBayes;
using DistributedML.Learning.Reduction;
using DistributedML.Learning.Trees;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>
/// Golden values of scikit-learn 1.9.1 (numpy 2, float64) on its iris; the call stands in each test. X are the columns as float32, y the
/// species, w = 1 + arange(150) % 3, yv = (y == 1).
/// </summary>
public class ScikitLearnTests
{
    static readonly int[] Chosen = [0, 70, 130];

    /// <summary>LogisticRegression(C=1, tol=1e-12, max_iter=100000).fit(X, y).</summary>
    [Fact]
    public void Logistic_regression_of_three_classes()
    {
        var model = new LogisticRegressionTrainer(new() { L2 = 1, Tolerance = 1e-8 }).Train(Iris.Rows, Training.Alone);
        Assert.True(model.Converged);
        Close([-0.423507283387, 0.967352209332, -2.517151692134, -1.079338267287, 0.534459404633, -0.321586802341, -0.2063928199,
            -0.944297749805,
            -0.110952121246, -0.645765406991, 2.723544512034, 2.023636017092], model.Coefficients, 1e-5);
        Close([9.84954987776, 2.237216504474, -12.086766382234], model.Intercepts, 1e-4);
        Close([9.815834739209e-01, 1.841651158056e-02, 1.449857577741e-08, 2.309840469859e-03, 4.400813924075e-01, 5.576087671227e-01,
            1.064084590640e-06, 2.919964435874e-02, 9.707992915567e-01], Predictions.Of(model, Iris.Rows.Select(Chosen)), 1e-6);
    }

    /// <summary>LogisticRegression(C=0.5, tol=1e-12, max_iter=100000, class_weight='balanced').fit(X, yv).</summary>
    [Fact]
    public void Logistic_regression_of_two_classes_balanced()
    {
        var model = new LogisticRegressionTrainer(new() { L2 = 2, Balanced = true, Tolerance = 1e-8 })
            .Train(Iris.IsVersicolor(), Training.Alone);
        Close([-0.200950957767, -1.826068279632, 0.644727524317, -0.946843133332], model.Coefficients, 1e-6);
        Close([5.258851100605], model.Intercepts, 1e-5);
    }

    /// <summary>LogisticRegression(C=2, tol=1e-12, max_iter=100000, fit_intercept=False).fit(X, yv, sample_weight=w).</summary>
    [Fact]
    public void Logistic_regression_with_weights_and_no_intercept()
    {
        var model = new LogisticRegressionTrainer(new() { L2 = 0.5, Intercept = false, Tolerance = 1e-8 })
            .Train(Iris.IsVersicolor(Iris.Weights), Training.Alone);
        Close([1.053922452874, -2.102568296212, 0.343930043094, -1.605071039979], model.Coefficients, 1e-6);
        Assert.Equal([0.0], model.Intercepts);
    }

    /// <summary>Ridge(alpha=2.0).fit(X[:, :3], X[:, 3], sample_weight=w).</summary>
    [Fact]
    public void Ridge_with_weights()
    {
        var model = new LinearTrainer(new RidgeOptions { L2 = 2 })
            .Train(Iris.WithoutPetalWidth.With(weights: Iris.Weights), Training.Alone);
        Close([-0.184401761999, 0.172788390821, 0.501499600821], model.Coefficients, 1e-10);
        Assert.Equal(-0.140518089311, model.Intercept, 1e-10);
    }

    /// <summary>LinearRegression().fit(X[:, :3], X[:, 3]), and with fit_intercept=False.</summary>
    [Fact]
    public void Linear_regression_with_and_without_intercept()
    {
        var model = new LinearTrainer(new LinearRegressionOptions()).Train(Iris.WithoutPetalWidth, Training.Alone);
        Close([-0.207266097933, 0.22282856297, 0.524083121989], model.Coefficients, 1e-10);
        Assert.Equal(-0.240307337725, model.Intercept, 1e-10);
        var without = new LinearTrainer(new LinearRegressionOptions { Intercept = false }).Train(Iris.WithoutPetalWidth, Training.Alone);
        Close([-0.245605144864, 0.204050794318, 0.535521653529], without.Coefficients, 1e-10);
    }

    /// <summary>LinearRegression().fit(c_[X[:, :3], 2 * X[:, 0], full(150, 3.0)], X[:, 3]).</summary>
    [Fact]
    public void Linear_regression_of_dependent_columns_has_minimal_norm()
    {
        var x = Enumerable.Range(0, 3).Select(Iris.Rows.Numeric).ToArray();
        var rows = Tables.Numeric(x[0], x[1], x[2], [.. x[0].Select(value => 2 * value)],
            [.. Enumerable.Repeat(3f, 150)]).With(target: Iris.Rows.Target);
        var model = new LinearTrainer(new LinearRegressionOptions()).Train(rows, Training.Alone);
        Close([-0.041453219587, 0.22282856297, 0.524083121989, -0.082906439173, 0], model.Coefficients, 1e-9);
        Assert.Equal(-0.240307337725, model.Intercept, 1e-9);
    }

    /// <summary>GaussianNB().fit(X, y), and with sample_weight=w.</summary>
    [Fact]
    public void Gaussian_naive_bayes()
    {
        var model = new GaussianNaiveBayesTrainer(new()).Train(Iris.Rows, Training.Alone);
        Assert.Equal((5.006000003815, 0.12176399008), Rounded(model.Moments(0, 0)));
        Assert.Equal((2.025999977589, 0.073924007408), Rounded(model.Moments(2, 3)));
        var expected = new[]
        {
            1.0, 1.357841927315e-018, 7.112830744510e-026, 2.591569785414e-130, 1.544939937470e-001, 8.455060062530e-001,
            2.211460561841e-222, 9.062387238504e-007, 9.999990937613e-001,
        };
        var answers = Predictions.Of(model, Iris.Rows.Select(Chosen));
        for (var i = 0; i < expected.Length; i++) Assert.Equal(1, answers[i] / expected[i], 1e-7);
        var weighted = new GaussianNaiveBayesTrainer(new()).Train(Iris.Rows.With(weights: Iris.Weights), Training.Alone);
        Assert.Equal(5.978999967575, weighted.Moments(1, 0).Mean, 1e-11);
        Assert.Equal(0.2604590086, weighted.Moments(1, 0).Variance, 1e-8);   // scikit-learn adds a part of the largest unweighted variance
    }

    /// <summary>MultinomialNB(alpha=0.5).fit(rint(10 * X), y).</summary>
    [Fact]
    public void Multinomial_naive_bayes()
    {
        var model = new CountNaiveBayesTrainer(new MultinomialNaiveBayesOptions { Smoothing = 0.5 }).Train(Iris.Counts, Training.Alone);
        Close([9.999997976688e-01, 2.019110126760e-07, 4.201800779793e-10, 1.558350766034e-14, 4.411842060218e-01, 5.588157939782e-01,
            3.197247616116e-19, 3.015451495137e-01, 6.984548504863e-01], Predictions.Of(model, Iris.Counts.Select(Chosen)), 1e-11);
    }

    /// <summary>BernoulliNB(alpha=0.5, binarize=3.0).fit(X, y).</summary>
    [Fact]
    public void Bernoulli_naive_bayes()
    {
        var model = new CountNaiveBayesTrainer(new BernoulliNaiveBayesOptions { Smoothing = 0.5, Threshold = 3 })
            .Train(Iris.Rows, Training.Alone);
        Close([0.990081882136, 0.005881674547, 0.004036443317, 0.016028663021, 0.317367527814, 0.666603809165,
            0.001118494638, 0.553654845714, 0.445226659649], Predictions.Of(model, Iris.Rows.Select(Chosen)), 1e-11);
    }

    /// <summary>KMeans(3, n_init=50, tol=0).fit(X): centres by sepal length.</summary>
    [Fact]
    public void K_means()
    {
        var model = new KMeansTrainer(new() { Clusters = 3, Starts = 10, Tolerance = 0 }).Train(Iris.Rows, Training.Alone);
        Assert.Equal(78.85143964426, model.Inertia, 1e-4);
        var centres = Enumerable.Range(0, 3).Select(k => model.Centre(k).ToArray()).OrderBy(centre => centre[0])
            .SelectMany(centre => centre).ToArray();
        Close([5.006000003815, 3.428000006676, 1.461999995708, 0.246000004858, 5.901612897073, 2.748387106003, 4.393548373253,
            1.433870957744,
            6.849999979923, 3.073684196723, 5.74210524559, 2.071052607737], centres, 1e-6);
    }

    /// <summary>PCA().fit(X), and PCA(2, whiten=True).</summary>
    [Fact]
    public void Principal_components()
    {
        var model = new PcaTrainer(new()).Train(Iris.Rows, Training.Alone);
        Close([4.22824166218, 0.242670732123, 0.07820950028, 0.02383509271], model.ExplainedVariances, 1e-10);
        Close([0.92461872568, 0.053066480353, 0.017102610083, 0.005212183884], model.ExplainedRatios, 1e-10);
        Close([0.361386589289, -0.084522518971, 0.85667060802, 0.358289193561], model.Component(0).ToArray(), 1e-9);
        Close([0.31548722368, -0.31972312202, -0.47983898916, 0.753657403216], model.Component(3).ToArray(), 1e-9);
        Close([-2.684125665885, 0.3193971724151, -0.02791479038532, 0.002262420507089], Predictions.Of(model, Iris.Rows.Select([0])), 1e-6);
        var white = new PcaTrainer(new() { Components = 2, Whiten = true }).Train(Iris.Rows, Training.Alone);
        Close([-1.305337889501, 0.648369186332, 0.542868389211, -0.171770156881], Predictions.Of(white, Iris.Rows.Select([0, 70])), 1e-6);
    }

    /// <summary>
    /// DecisionTreeClassifier(criterion=..., max_depth=3, min_samples_leaf=5).fit(X[50:], y[50:]): without setosa no two splits are equal.
    /// </summary>
    [Theory]
    [InlineData(Impurity.Gini, 0.008131618759, 0.107539995761, 0.884328385479)]
    [InlineData(Impurity.Entropy, 0.039122395109, 0.167411520474, 0.793466084417)]
    public void Decision_tree_for_classes(Impurity criterion, double sepalLength, double petalLength, double petalWidth)
    {
        var rows = Iris.Rows.Select([.. Enumerable.Range(50, 100)]);
        var model = new DecisionTreeClassifierTrainer(new() { Criterion = criterion, MaxDepth = 3, MinLeafWeight = 5 })
            .Train(rows, Training.Alone);
        Close([sepalLength, 0, petalLength, petalWidth], [.. model.Importances.Select(feature => feature.Value)], 1e-11);
        Assert.Equal((5, 3), (model.Leaves, model.Depth));
        Close([0, 0.833333333333, 0.2, 0.666666666667],
            [.. Predictions.Of(model, rows.Select([0, 20, 56, 84])).Chunk(3).Select(row => row[2])], 1e-11);
    }

    /// <summary>
    /// DecisionTreeRegressor(max_depth=3, min_samples_leaf=5).fit(X[:, :3], X[:, 3]), and DecisionTreeRegressor(max_leaf_nodes=6).
    /// </summary>
    [Fact]
    public void Decision_tree_for_numbers()
    {
        var model = new DecisionTreeRegressorTrainer(new() { MaxDepth = 3, MinLeafWeight = 5 })
            .Train(Iris.WithoutPetalWidth, Training.Alone);
        Close([0.001120632251, 0, 0.998879367749], [.. model.Importances.Select(feature => feature.Value)], 1e-9);
        Close([0.247619052373, 1.730769212429, 1.407692299439, 2.061904739766],
            Predictions.Of(model, Iris.WithoutPetalWidth.Select([0, 70, 106, 134])), 1e-9);
        Assert.Equal(8, model.Leaves);
        var six = new DecisionTreeRegressorTrainer(new() { MaxLeaves = 6 }).Train(Iris.WithoutPetalWidth, Training.Alone);
        Close([0.0, 0.009067410075, 0.990932589925], [.. six.Importances.Select(feature => feature.Value)], 1e-9);
        Close([0.246000004858, 1.730769212429, 1.407692299439, 1.951999974251],
            Predictions.Of(six, Iris.WithoutPetalWidth.Select([0, 70, 106, 134])), 1e-9);
    }

    static (double, double) Rounded((double Mean, double Variance) moments) =>
        (Math.Round(moments.Mean, 12), Math.Round(moments.Variance, 12));

    static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
