using DistributedML.Learning.Tabular;
using DistributedML.Models.Reports;

namespace DistributedML.Models.Tables;

/// <summary>What is known of the rows that a model learned from.</summary>
/// <param name="Rows">Their number.</param>
/// <param name="WithoutTarget">Rows that have no target, and are left out.</param>
/// <param name="Features">What values each feature has.</param>
/// <param name="Suspects">Features that alone tell the target almost exactly.</param>
/// <param name="Models">The baselines, trained on them.</param>
sealed record LearnedRows(long Rows, long WithoutTarget, IReadOnlyList<FeatureSummary> Features, IReadOnlyList<string> Suspects, IReadOnlyList<IPredictor> Models);
