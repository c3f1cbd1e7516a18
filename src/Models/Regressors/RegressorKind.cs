using DistributedML.Models.Tables;
using DistributedML.Pipelines;

namespace DistributedML.Models.Regressors;

/// <summary>Predicts numbers for rows.</summary>
public sealed class RegressorKind() : TableKind<RegressorKind, RegressorDefinition>(new RegressorProfile())
{
    /// <inheritdoc/>
    public override string Name => "regressor";

    /// <inheritdoc/>
    public override string? FirstEstimator(ColumnType type, long distinct) => type is ColumnType.Double or ColumnType.Integer && distinct > 2 ? "ridge" : null;

    /// <inheritdoc/>
    protected override Delegate SqlFunction(RegressorDefinition definition, IModelVersions versions, int top) => (string? version, string? row) =>
        Answer(versions, version, row) is [double prediction] ? prediction : default(double?);
}
