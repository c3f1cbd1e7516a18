using DistributedML.Models.Tables;
using DistributedML.Pipelines;

namespace DistributedML.Models.Classifiers;

/// <summary>Predicts classes of rows.</summary>
public sealed class ClassifierKind() : TableKind<ClassifierDefinition>(new ClassifierProfile())
{
    /// <inheritdoc/>
    public override string Name => "classifier";

    /// <inheritdoc/>
    protected override Scoring CreateScoring(Pipeline pipeline, ClassifierDefinition definition, ScoringRequest request) =>
        ScoringOf<ClassifierKind>(pipeline, definition, request);

    // The result is of an anonymous type, since its members' names are the columns' names in SQL.
    /// <inheritdoc/>
    protected override Delegate SqlFunction(ClassifierDefinition definition, IModelVersions versions, int top) => (string? version, string? row) =>
        Answer<ClassifierKind>(versions, version, row) is [string prediction, double probability, ..] ? new { prediction, probability } : null;
}
