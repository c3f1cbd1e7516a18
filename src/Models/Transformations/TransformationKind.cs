using DistributedML.Models.Tables;

namespace DistributedML.Models.Transformations;

/// <summary>Makes other features of features.</summary>
public sealed class TransformationKind() : TableKind<TransformationKind, TransformationDefinition>(new TransformationProfile())
{
    /// <inheritdoc/>
    public override string Name => "transformation";

    /// <inheritdoc/>
    protected override Delegate SqlFunction(TransformationDefinition definition, IModelVersions versions, int top) => (string? version, string? row) =>
        Answer(versions, version, row)?.Cast<double>().ToArray();
}
