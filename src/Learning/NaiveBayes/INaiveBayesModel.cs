using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.NaiveBayes;

/// <summary>What learning row by row needs of a naive Bayes model: it is sums over rows, and parameters computed from them.</summary>
interface INaiveBayesModel : IClassifier
{
    /// <summary>Adds a row to the sums; the parameters stay.</summary>
    /// <exception cref="DatasetException">A value is missing or infinite.</exception>
    void Add(FeatureRow row, int @class, double weight);

    /// <summary>Computes the parameters from the sums.</summary>
    void Refresh();

    /// <summary>A model with sums of its own.</summary>
    INaiveBayesModel Copy();
}
