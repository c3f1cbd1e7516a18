using DistributedML.Models.Tables;

namespace DistributedML.Models.Classifiers;

/// <summary>Predicts classes of rows.</summary>
public sealed class ClassifierKind() : TableKind<ClassifierKind, ClassifierDefinition>(new ClassifierProfile())
{
    /// <inheritdoc/>
    public override string Name => "classifier";

    // The result is of an anonymous type, since its members' names are the columns' names in SQL.
    /// <inheritdoc/>
    protected override Delegate SqlFunction(ClassifierDefinition definition, IModelVersions versions, int top) => (string? version, string? row) =>
        Answer(versions, version, row) is [string prediction, double probability, ..] ? new { prediction, probability } : null;
}
