using DistributedML.Models.Tables;

namespace DistributedML.Models.Clusterers;

/// <summary>Finds groups of similar rows.</summary>
public sealed class ClustererKind() : TableKind<ClustererKind, ClustererDefinition>(new ClustererProfile())
{
    /// <inheritdoc/>
    public override string Name => "clusterer";

    // The result is of an anonymous type, since its members' names are the columns' names in SQL.
    /// <inheritdoc/>
    protected override Delegate SqlFunction(ClustererDefinition definition, IModelVersions versions, int top) => (string? version, string? row) =>
        Answer(versions, version, row) is [long cluster, double distance] ? new { cluster, distance } : null;
}
