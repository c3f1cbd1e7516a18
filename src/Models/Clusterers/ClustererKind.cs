using DistributedML.Models.Tables;
using DistributedML.Pipelines;

namespace DistributedML.Models.Clusterers;

/// <summary>Finds groups of similar rows.</summary>
public sealed class ClustererKind() : TableKind<ClustererDefinition>(new ClustererProfile())
{
    /// <inheritdoc/>
    public override string Name => "clusterer";

    /// <inheritdoc/>
    protected override Scoring CreateScoring(Pipeline pipeline, ClustererDefinition definition, ScoringRequest request) =>
        ScoringOf<ClustererKind>(pipeline, definition, request);

    // The result is of an anonymous type, since its members' names are the columns' names in SQL.
    /// <inheritdoc/>
    protected override Delegate SqlFunction(ClustererDefinition definition, IModelVersions versions, int top) => (string? version, string? row) =>
        Answer<ClustererKind>(versions, version, row) is [long cluster, double distance] ? new { cluster, distance } : null;
}
