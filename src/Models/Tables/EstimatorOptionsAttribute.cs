using DistributedML.Learning.Estimation;
using DistributedML.Pipelines;

namespace DistributedML.Models.Tables;

/// <summary>Options of the estimator that is named, which must be one of a task.</summary>
/// <param name="task">The task.</param>
sealed class EstimatorOptionsAttribute(EstimatorTask task) : ChosenTypeAttribute(nameof(TableDefinition.Estimator))
{
    /// <summary>The task.</summary>
    public EstimatorTask Task => task;

    public override IReadOnlyList<(string Name, Type Type)> Choices { get; } =
        [.. Estimators.Of(task).Select(estimator => (estimator.Name, estimator.OptionsType))];

    public override string? Elsewhere(string name) => Estimators.Find(name) is { } estimator ? $"a {estimator.Task.ToString().ToLowerInvariant()}" : null;
}
