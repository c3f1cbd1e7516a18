using DistributedML.Learning.Tabular.Preparation;
using DistributedML.Pipelines;

namespace DistributedML.Models.Tables;

/// <summary>Options of the step that is named.</summary>
sealed class StepOptionsAttribute() : ChosenTypeAttribute(nameof(StepDefinition.Name))
{
    public override IReadOnlyList<(string Name, Type Type)> Choices { get; } = [.. Preparations.All.Select(kind => (kind.Name, kind.OptionsType))];
}
