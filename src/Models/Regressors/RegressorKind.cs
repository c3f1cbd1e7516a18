using DistributedML.Models.Tables;
using DistributedML.Pipelines;

namespace DistributedML.Models.Regressors;

/// <summary>Predicts numbers for rows.</summary>
public sealed class RegressorKind() : TableKind<RegressorDefinition>(new RegressorProfile())
{
    /// <inheritdoc/>
    public override string Name => "regressor";

    /// <inheritdoc/>
    protected override Scoring CreateScoring(Pipeline pipeline, RegressorDefinition definition, ScoringRequest request) =>
        ScoringOf<RegressorKind>(pipeline, definition, request);

    /// <inheritdoc/>
    protected override Delegate SqlFunction(RegressorDefinition definition, IModelVersions versions, int top) => (string? version, string? row) =>
        Answer<RegressorKind>(versions, version, row) is [double prediction] ? prediction : default(double?);
}
