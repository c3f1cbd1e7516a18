using DistributedML.Models.AnomalyDetectors;
using DistributedML.Models.Classifiers;
using DistributedML.Models.Clusterers;
using DistributedML.Models.Forecasters;
using DistributedML.Models.Recommenders;
using DistributedML.Models.Regressors;
using DistributedML.Models.Transformations;
using DistributedML.Pipelines;

namespace DistributedML.Models;

/// <summary>The kinds of models. Everything that has to do with all of them goes over this list.</summary>
public sealed class ModelKinds
{
    readonly IReadOnlyList<ModelKind> _kinds;

    /// <summary>A list of kinds.</summary>
    /// <exception cref="ArgumentException">Two kinds have one name or one definition.</exception>
    public ModelKinds(params IEnumerable<ModelKind> kinds)
    {
        _kinds = [.. kinds];
        if (_kinds.GroupBy(kind => kind.Name).FirstOrDefault(group => group.Count() > 1) is { } twins)
            throw new ArgumentException($"two kinds are named {twins.Key}; expected distinct names");
        if (_kinds.GroupBy(kind => kind.Definition).FirstOrDefault(group => group.Count() > 1) is { } shared)
            throw new ArgumentException($"two kinds have the definition {shared.Key.Name}; expected one for each");
    }

    /// <summary>The kinds that this program has.</summary>
    public static ModelKinds Standard { get; } = new(
        new RecommenderKind(),
        new ForecasterKind(),
        new AnomalyDetectorKind(),
        new ClassifierKind(),
        new RegressorKind(),
        new ClustererKind(),
        new TransformationKind());

    /// <summary>All of them.</summary>
    public IReadOnlyList<ModelKind> All => _kinds;

    /// <summary>The kind of a definition.</summary>
    /// <exception cref="ArgumentException">It is of none of the kinds.</exception>
    public ModelKind Of(ModelDefinition definition) => _kinds.FirstOrDefault(kind => kind.Definition == definition.GetType())
        ?? throw new ArgumentException($"model {definition.Name}: no kind has the definition {definition.GetType().Name}");

    /// <summary>These kinds and more.</summary>
    public ModelKinds With(params IEnumerable<ModelKind> more) => new(_kinds.Concat(more));

    /// <summary>Reads and checks a pipeline file with models of these kinds.</summary>
    /// <exception cref="PipelineException">The file is missing, is not YAML, or says something that a pipeline cannot say.</exception>
    public Pipeline ReadPipeline(string path) => PipelineFile.Read(path, _kinds);
}
