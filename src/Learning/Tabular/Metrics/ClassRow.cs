namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>A row that a classifier assigned to a class.</summary>
/// <param name="Class">The code of the true class.</param>
/// <param name="Predicted">The code of the predicted class.</param>
/// <param name="Weight">How much the row counts; at least 0. A row of weight 0 is none.</param>
public readonly record struct ClassRow(int Class, int Predicted, double Weight = 1);
