namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// A fitted transformation and what it makes of the rows that it was fitted on, which for a cross-fitted one is not what it makes of later
/// rows.
/// </summary>
/// <param name="Transformation">For later rows.</param>
/// <param name="Rows">The training rows, transformed.</param>
public readonly record struct FittedRows<T>(T Transformation, Dataset Rows) where T : ITransformation;
