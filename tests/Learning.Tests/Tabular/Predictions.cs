using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>What a model answers, as numbers, whatever its task.</summary>
static class Predictions
{
    /// <summary>The answers for a table, row by row.</summary>
    public static double[] Of(IPredictor model, Dataset rows)
    {
        switch (model)
        {
            case IRegressor regressor:
                var values = new double[rows.Rows];
                regressor.Predict(rows, values);
                return values;
            case IClassifier classifier:
                var probabilities = new double[rows.Rows * classifier.ClassNames.Count];
                classifier.Predict(rows, probabilities);
                return probabilities;
            case IClusterer clusterer:
                var (clusters, distances) = (new int[rows.Rows], new double[rows.Rows]);
                clusterer.Assign(rows, clusters, distances);
                return [.. clusters.Zip(distances, (cluster, distance) => (double[])[cluster, distance]).SelectMany(both => both)];
            default:
                var made = ((ITransformation)model).Apply(rows);
                return [.. Enumerable.Range(0, rows.Rows)
                    .SelectMany(i => Enumerable.Range(0, made.Schema.Count).Select(j => (double)made.Numeric(j)[i]))];
        }
    }

    /// <summary>Answers rows one by one; the caller keeps what it fills.</summary>
    public sealed class OneByOne(IPredictor model, FeatureSchema schema)
    {
        readonly FeatureRow _output = new(model is ITransformation transformation ? transformation.Outputs : schema);

        public FeatureRow Row { get; } = new(schema);

        public double[] Answer { get; } = new double[model switch
        {
            IClassifier classifier => classifier.ClassNames.Count,
            IClusterer => 2,
            ITransformation transformation => transformation.Outputs.Count,
            _ => 1,
        }];

        public void Predict()
        {
            switch (model)
            {
                case IRegressor regressor: Answer[0] = regressor.Predict(Row); break;
                case IClassifier classifier: classifier.Predict(Row, Answer); break;
                case IClusterer clusterer: Answer[0] = clusterer.Assign(Row, out Answer[1]); break;
                case ITransformation transformation:
                    transformation.Apply(Row, _output);
                    for (var i = 0; i < Answer.Length; i++) Answer[i] = _output.Numbers[i];
                    break;
            }
        }
    }
}
