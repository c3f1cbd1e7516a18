using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Trees;

/// <summary>A decision tree whose leaves give the shares of the classes among their training rows. Takes missing values.</summary>
public sealed class DecisionTreeClassifier : IClassifier, IFeatureImportance
{
    readonly DecisionTree _tree;
    readonly string[] _classNames;

    internal DecisionTreeClassifier(DecisionTree tree, string[] classNames) => (_tree, _classNames) = (tree, classNames);

    /// <inheritdoc/>
    public FeatureSchema Inputs => _tree.Schema;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _classNames;

    /// <summary>Number of leaves.</summary>
    public int Leaves => _tree.Leaves;

    /// <summary>The most questions that a row is asked.</summary>
    public int Depth => _tree.Depth;

    /// <summary>
    /// The part that each feature's splits have in the impurity that all splits took; their sum is 1, or 0 for a tree of one leaf.
    /// </summary>
    public IReadOnlyList<(string Feature, double Value)> Importances => _tree.Importances;

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows have another schema.</exception>
    public void Predict(Dataset rows, Span<double> probabilities)
    {
        _tree.CheckSchema(rows.Schema);
        for (var row = 0; row < rows.Rows; row++) _tree.Find(rows, row).CopyTo(probabilities[(row * _classNames.Length)..]);
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The row has another schema.</exception>
    public void Predict(FeatureRow row, Span<double> probabilities) => _tree.Find(row).CopyTo(probabilities);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        _tree.Write(writer);
        writer.WriteTexts(_classNames);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such model.</exception>
    public static DecisionTreeClassifier Read(BinaryReader reader)
    {
        var (tree, names) = (DecisionTree.Read(reader), reader.ReadTexts());
        return tree.Outputs == names.Length ? new(tree, names) : throw new InvalidDataException(
            "the leaves of a tree do not fit its classes");
    }
}
