namespace DistributedML.Learning.Tabular;

/// <summary>A model that says how much each of its input columns matters, for reports.</summary>
public interface IFeatureImportance
{
    /// <summary>
    /// A value for each input column, in order; the larger its magnitude, the more the column matters. A column of a sparse block is named
    /// <c>feature[index]</c>. What the value is, each model says.
    /// </summary>
    IReadOnlyList<(string Feature, double Value)> Importances { get; }
}
