using DistributedML.Models.Tables;
using DistributedML.Pipelines;

namespace DistributedML.Models.Classifiers;

/// <summary>Predicts classes of rows.</summary>
public sealed class ClassifierKind() : TableKind<ClassifierKind, ClassifierDefinition>(new ClassifierProfile())
{
    // A text of more values is rather a name than a class.
    const int MostClasses = 20;

    /// <inheritdoc/>
    public override string Name => "classifier";

    /// <inheritdoc/>
    public override string? FirstEstimator(ColumnType type, long distinct) =>
        type == ColumnType.Boolean || (type == ColumnType.String && distinct is >= 2 and <= MostClasses) ? "logistic-regression" : null;

    // The result is of an anonymous type, since its members' names are the columns' names in SQL.
    /// <inheritdoc/>
    protected override Delegate SqlFunction(ClassifierDefinition definition, IModelVersions versions, int top) => (string? version, string? row) =>
        Answer(versions, version, row) is [string prediction, double probability, ..] ? new { prediction, probability } : null;
}
