namespace DistributedML.Learning.Estimation;

/// <summary>What the models of an estimator do.</summary>
public enum EstimatorTask
{
    /// <summary>Probabilities of classes: <see cref="Tabular.IClassifier"/>.</summary>
    Classifier,

    /// <summary>A number: <see cref="Tabular.IRegressor"/>.</summary>
    Regressor,

    /// <summary>A cluster: <see cref="Tabular.IClusterer"/>.</summary>
    Clusterer,

    /// <summary>Other features: <see cref="Tabular.ITransformation"/>.</summary>
    Transformation,
}
