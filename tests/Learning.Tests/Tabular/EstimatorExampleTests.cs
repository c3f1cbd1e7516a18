using DistributedML.Learning.Linear;
using DistributedML.Learning.NaiveBayes;
using DistributedML.Learning.Reduction;
using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>Examples of docs/algorithms, as they stand there.</summary>
public class EstimatorExampleTests
{
    [Fact]
    public void Linear_regression()
    {
        float[] size = [50, 80, 65, 120];
        float[] age = [10, 12, 30, 5];
        double[] price = [160_000, 240_000, 170_000, 380_000];

        var rows = new Dataset(new FeatureSchema([new("size", FeatureType.Numeric), new("age", FeatureType.Numeric)]), 4,
            [size, age])
        { Target = price };
        var model = new LinearTrainer(new RidgeOptions { L2 = 0.1 }).Train(rows, Training.Alone);

        var row = new FeatureRow(model.Inputs);
        (row.Numbers[0], row.Numbers[1]) = (80, 12);
        var predicted = model.Predict(row);

        var online = (IOnlineRegressor)model.LearnOn();
        online.Learn(row, 250_000);
        var after = online.Predict(row);

        Assert.InRange(predicted, 230_000, 250_000);
        Assert.InRange(after, predicted, 250_000);
    }

    [Fact]
    public void Naive_Bayes()
    {
        var rows = Iris.Counts;
        var row = new FeatureRow(rows.Schema);
        row.Set(rows, 60);
        var probabilities = new double[3];

        var model = new CountNaiveBayesTrainer(new MultinomialNaiveBayesOptions { Smoothing = 0.5 }).Train(rows, Training.Alone);
        model.Predict(row, probabilities);
        var before = probabilities[1];

        var online = (IOnlineClassifier)model.LearnOn();
        online.Learn(row, @class: 1);
        IPredictor after = online.ToModel();

        ((IClassifier)after).Predict(row, probabilities);
        Assert.True(probabilities[1] > before);
    }

    [Fact]
    public void Principal_components()
    {
        var rows = Iris.Rows;
        var row = new FeatureRow(rows.Schema);
        row.Set(rows, 0);

        PcaModel model = new PcaTrainer(new() { Components = 2 }).Train(rows, Training.Alone);
        Dataset reduced = model.Apply(rows);

        var output = new FeatureRow(model.Outputs);
        model.Apply(row, output);

        Assert.Equal(["pca1", "pca2"], reduced.Schema.Features.Select(feature => feature.Name));
        Assert.Equal(reduced.Numeric(1)[0], output.Numbers[1]);
        Assert.Same(rows.Target, reduced.Target);
    }
}
