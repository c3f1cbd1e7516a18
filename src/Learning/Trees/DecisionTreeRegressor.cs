using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Trees;

/// <summary>A decision tree whose leaves give the mean of the target among their training rows. Takes missing values.</summary>
public sealed class DecisionTreeRegressor : IRegressor, IFeatureImportance
{
    readonly DecisionTree _tree;

    internal DecisionTreeRegressor(DecisionTree tree) => _tree = tree;

    /// <inheritdoc/>
    public FeatureSchema Inputs => _tree.Schema;

    /// <summary>Number of leaves.</summary>
    public int Leaves => _tree.Leaves;

    /// <summary>The most questions that a row is asked.</summary>
    public int Depth => _tree.Depth;

    /// <summary>
    /// The part that each feature's splits have in the squared error that all splits took; their sum is 1, or 0 for a tree of one leaf.
    /// </summary>
    public IReadOnlyList<(string Feature, double Value)> Importances => _tree.Importances;

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows have another schema.</exception>
    public void Predict(Dataset rows, Span<double> predictions)
    {
        _tree.CheckSchema(rows.Schema);
        for (var row = 0; row < rows.Rows; row++) predictions[row] = _tree.Find(rows, row)[0];
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The row has another schema.</exception>
    public double Predict(FeatureRow row) => _tree.Find(row)[0];

    /// <inheritdoc/>
    public void Write(BinaryWriter writer) => _tree.Write(writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such model.</exception>
    public static DecisionTreeRegressor Read(BinaryReader reader)
    {
        var tree = DecisionTree.Read(reader);
        return tree.Outputs == 1 ? new(tree) : throw new InvalidDataException("the leaves of a regressor have one value");
    }
}
