namespace DistributedML.Learning.Tabular;

/// <summary>
/// A trained model that answers for rows of features. Immutable; safe for use by many threads. Its answer for a row is the same in a table and
/// alone.
/// </summary>
public interface IPredictor : IState
{
    /// <summary>The features that it reads.</summary>
    FeatureSchema Inputs { get; }
}

/// <summary>Predicts a number for each row.</summary>
public interface IRegressor : IPredictor
{
    /// <summary>Predicts each row's value.</summary>
    /// <param name="rows">Rows of <see cref="IPredictor.Inputs"/>.</param>
    /// <param name="predictions">Receives a value for each row.</param>
    void Predict(Dataset rows, Span<double> predictions);

    /// <summary>Predicts one row's value, without garbage.</summary>
    double Predict(FeatureRow row);
}

/// <summary>Predicts the probabilities of classes for each row.</summary>
public interface IClassifier : IPredictor
{
    /// <summary>The classes by their codes; at least two.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>Predicts each row's probabilities.</summary>
    /// <param name="rows">Rows of <see cref="IPredictor.Inputs"/>.</param>
    /// <param name="probabilities">Receives rows × classes values, by rows; each row's sum is 1.</param>
    void Predict(Dataset rows, Span<double> probabilities);

    /// <summary>Predicts one row's probabilities, a value for each class, without garbage.</summary>
    void Predict(FeatureRow row, Span<double> probabilities);
}

/// <summary>Assigns each row to a cluster.</summary>
public interface IClusterer : IPredictor
{
    /// <summary>Number of clusters.</summary>
    int Clusters { get; }

    /// <summary>Assigns each row to a cluster, from 0; the distance to it, or another measure where smaller is nearer, stands beside it.</summary>
    void Assign(Dataset rows, Span<int> clusters, Span<double> distances);

    /// <summary>Assigns one row, without garbage.</summary>
    int Assign(FeatureRow row, out double distance);
}

/// <summary>Makes features of features: a pure function of each row.</summary>
public interface ITransformation : IPredictor
{
    /// <summary>The features that it makes.</summary>
    FeatureSchema Outputs { get; }

    /// <summary>Makes the features of a table; target, weights, groups and times stay.</summary>
    Dataset Apply(Dataset rows);

    /// <summary>Makes the features of one row, without garbage.</summary>
    /// <param name="row">A row of <see cref="IPredictor.Inputs"/>.</param>
    /// <param name="output">A row of <see cref="Outputs"/>; every value is set.</param>
    void Apply(FeatureRow row, FeatureRow output);
}
