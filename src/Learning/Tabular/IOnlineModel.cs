namespace DistributedML.Learning.Tabular;

/// <summary>
/// A model that learns row by row. Not for use by two threads at once. It is written as the model of what it has learned.
/// </summary>
public interface IOnlineModel : IState
{
    /// <summary>The features that it reads.</summary>
    FeatureSchema Inputs { get; }

    /// <summary>The immutable model of everything learned so far.</summary>
    IPredictor ToModel();
}

/// <summary>A regressor that learns row by row.</summary>
public interface IOnlineRegressor : IOnlineModel
{
    /// <summary>Learns a row.</summary>
    /// <param name="row">A row of <see cref="IOnlineModel.Inputs"/>.</param>
    /// <param name="target">Its value; finite.</param>
    /// <param name="weight">How much it counts; at least 0.</param>
    void Learn(FeatureRow row, double target, double weight = 1);

    /// <summary>Predicts one row's value with all that was learned.</summary>
    double Predict(FeatureRow row);
}

/// <summary>A classifier that learns row by row.</summary>
public interface IOnlineClassifier : IOnlineModel
{
    /// <summary>The classes by their codes.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>Learns a row.</summary>
    /// <param name="row">A row of <see cref="IOnlineModel.Inputs"/>.</param>
    /// <param name="class">The code of its class.</param>
    /// <param name="weight">How much it counts; at least 0.</param>
    void Learn(FeatureRow row, int @class, double weight = 1);

    /// <summary>Predicts one row's probabilities with all that was learned.</summary>
    void Predict(FeatureRow row, Span<double> probabilities);
}
