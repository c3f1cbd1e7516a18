using DistributedML.Models.Tables;
using DistributedML.Pipelines;

namespace DistributedML.Models.Transformations;

/// <summary>Makes other features of features.</summary>
public sealed class TransformationKind() : TableKind<TransformationDefinition>(new TransformationProfile())
{
    /// <inheritdoc/>
    public override string Name => "transformation";

    /// <inheritdoc/>
    protected override Scoring CreateScoring(Pipeline pipeline, TransformationDefinition definition, ScoringRequest request) =>
        ScoringOf<TransformationKind>(pipeline, definition, request);

    /// <inheritdoc/>
    protected override Delegate SqlFunction(TransformationDefinition definition, IModelVersions versions, int top) => (string? version, string? row) =>
        Answer<TransformationKind>(versions, version, row)?.Cast<double>().ToArray();
}
