using System.Globalization;
using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Registry;

namespace DistributedML.Grains.Runtime;

/// <summary>The models of a registry.</summary>
/// <param name="registry">The registry; whoever opened it closes it.</param>
/// <param name="kinds">The kinds that the models may be of.</param>
/// <param name="pipeline">The pipeline that serves them.</param>
public sealed class RegistryModelSource(ModelRegistry registry, ModelKinds kinds, Pipeline pipeline) : IModelSource
{
    /// <inheritdoc/>
    public int ChampionVersion(string model) => registry.AliasVersion(model, ModelAlias.Champion) ?? 0;

    /// <inheritdoc/>
    public ModelQuality? Quality(string model, int version)
    {
        var stored = registry.GetVersion(model, version);
        var run = registry.GetRun(stored.RunId);
        var metric = run.Tags.GetValueOrDefault(RunTags.Headline);
        return new(version, stored.Header is { } header ? ArtifactHeader.Parse(header).TrainedUntil : null, metric,
            metric is not null && run.Metrics.TryGetValue(metric, out var value) ? Finite(value) : null,
            run.Tags.GetValueOrDefault(RunTags.Unit),
            run.Tags.TryGetValue(RunTags.Baseline, out var baseline) ? Finite(double.Parse(baseline, CultureInfo.InvariantCulture)) : null,
            run.Tags.GetValueOrDefault(RunTags.Summary), run.Tags.GetValueOrDefault(RunTags.Promotion));
    }

    // JSON has no other numbers.
    static double? Finite(double value) => double.IsFinite(value) ? value : null;

    /// <inheritdoc/>
    public TrainedVersion Read(ModelDefinition model, int version)
    {
        var stored = registry.GetVersion(model.Name, version);
        try
        {
            RegisteredColumns.Expect(stored, kinds.Of(model), pipeline, model);
            var until = stored.Header is { } header ? ArtifactHeader.Parse(header).TrainedUntil : null;
            return new(version, registry.Load(stored, kinds.Of(model).ReadWithHeader), until);
        }
        catch (ArtifactException error)
        {
            throw new ArtifactException($"{stored} cannot be served: {error.Message}", error);
        }
    }
}
