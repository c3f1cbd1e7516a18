using System.Text.Json.Serialization;
using DistributedML.Learning;
using DistributedML.Learning.Tabular.Preparation;
using DistributedML.Pipelines;

namespace DistributedML.Models.Tables;

/// <summary>A step that prepares features.</summary>
/// <param name="Name">The kind of step.</param>
[ListedByName(nameof(Options))]
public sealed record StepDefinition(string Name)
{
    /// <summary>Its options, of the type that the kind has; null for their defaults.</summary>
    [StepOptions]
    [JsonConverter(typeof(OptionsJson))]
    public IOptions? Options { get; init; }

    /// <summary>The step, ready to be fitted.</summary>
    internal Step ToStep()
    {
        var kind = Preparations.Find(Name) ?? throw new ArgumentException($"there is no step '{Name}'");
        return new(kind, Options ?? kind.DefaultOptions());
    }
}
