using DistributedML.Learning.Tabular;

namespace DistributedML.Models.Tables;

/// <summary>A rank's rows of a pass over the table.</summary>
/// <param name="Data">The rows that have a target, where the model has one.</param>
/// <param name="Forms">How the values of each feature are read.</param>
/// <param name="WithoutTarget">Rows of this rank that have no target, and are left out.</param>
sealed record TableRows(Dataset Data, IReadOnlyList<FeatureForm> Forms, long WithoutTarget);
