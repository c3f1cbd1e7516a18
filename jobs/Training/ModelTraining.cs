using System.Diagnostics;
using DistributedML.Grains.Runtime;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Pipelines;
using DistributedML.Registry;

namespace DistributedML.Jobs.Training;

/// <summary>
/// Trains a model, measures it, registers it and chooses which version serves: the first version becomes champion; a later one becomes challenger, and
/// champion when its headline metric is at least as good on the same data, or the champion was trained on other columns. Work that a finished run has done on the same data with the same options and code is not
/// done again.
/// </summary>
sealed class ModelTraining(ModelRegistry registry, ModelKinds kinds, string dataFingerprint)
{
    const string TrainSeconds = "trainSeconds";

    /// <summary>Trains unless it is done.</summary>
    /// <param name="pipeline">The pipeline; its checked table is known to the engine.</param>
    /// <param name="definition">The model.</param>
    /// <param name="engine">Where the work is done.</param>
    /// <param name="known">What is known to have happened; null when nothing is known.</param>
    /// <param name="fresh">Train although it is done.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancel">Stops; the run is recorded as cancelled.</param>
    /// <exception cref="ArtifactException">The registry has a model of this name and another kind.</exception>
    public async Task<TrainingResult> Run(
        Pipeline pipeline, ModelDefinition definition, IModelEngine engine, IReadOnlyList<KnownEvent>? known, bool fresh,
        IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var kind = kinds.Of(definition);
        var task = kind.CreateTask(pipeline, definition, engine);
        RefuseOtherKind(kind, definition.Name);
        var inputs = new RunInputs(definition.Name, dataFingerprint, Fingerprint.Of(definition), CodeVersion.Current);
        if (!fresh && registry.FindRun(inputs) is { } done && registry.VersionsOf(done.Id) is [.., var before] && RegisteredColumns.Match(before, kind, pipeline, definition))
            return new(before, done.Metrics, done.Tags.GetValueOrDefault("summary", ""), [], Reused: true, Moved: ReplaceOther(before), registry.Report(done));

        using var run = registry.StartRun(inputs);
        try
        {
            run.LogParameters(definition);
            var watch = Stopwatch.StartNew();
            var model = await task.Train(progress, cancel);
            var seconds = watch.Elapsed.TotalSeconds;
            var evaluation = await task.Evaluate(model, known, progress, cancel);
            var metrics = new Dictionary<string, double>(evaluation.Metrics) { [TrainSeconds] = seconds };
            run.LogMetrics(metrics.Select(metric => new Metric(metric.Key, 0, metric.Value)));
            run.SetTag("summary", evaluation.Summary);
            if (evaluation.Report is { } page) run.KeepReport(page);
            var header = kind.Header(pipeline, definition, model, await task.TrainedUntil(model, cancel));
            List<ModelColumn> schema = [.. header.Inputs.Select(column => new ModelColumn(column.Name, column.Type))];
            var version = registry.Register(run, definition.Name, schema, writer => Artifact.Write(writer, header, model), header.ToJson());
            run.Finish();
            return new(version, metrics, evaluation.Summary, evaluation.Findings, Reused: false, Choose(task.Headline, version, metrics), registry.Report(registry.GetRun(run.Id)));
        }
        catch (OperationCanceledException)
        {
            run.Kill();
            throw;
        }
        catch (Exception error)
        {
            run.Fail(error.Message);
            throw;
        }
    }

    AliasChange? Choose(Headline headline, ModelVersion version, Dictionary<string, double> metrics)
    {
        var champion = registry.AliasVersion(version.Model, ModelAlias.Champion);
        if (champion == version.Version) return null;
        if (champion is { } current)
        {
            registry.Promote(version.Model, ModelAlias.Challenger, version.Version);
            var served = registry.GetRun(registry.GetVersion(version.Model, current).RunId);
            var comparable = served.Inputs.DataFingerprint == dataFingerprint && !ReadsOther(version, current);
            var (ours, theirs) = (metrics.GetValueOrDefault(headline.Metric, double.NaN), served.Metrics.GetValueOrDefault(headline.Metric, double.NaN));
            if (comparable && !headline.Favours(ours, theirs)) return null;
        }
        return registry.Promote(version.Model, ModelAlias.Champion, version.Version, champion);
    }

    // A champion of other columns cannot serve the pipeline as it is now.
    AliasChange? ReplaceOther(ModelVersion version) =>
        registry.AliasVersion(version.Model, ModelAlias.Champion) is { } champion && ReadsOther(version, champion)
            ? registry.Promote(version.Model, ModelAlias.Champion, version.Version, champion) : null;

    bool ReadsOther(ModelVersion version, int champion) => !registry.GetVersion(version.Model, champion).Schema.SequenceEqual(version.Schema);

    // A name keeps its kind: what serves it, and what was learned under it, belong to that kind.
    void RefuseOtherKind(ModelKind kind, string model)
    {
        if (registry.Models().All(known => known.Name != model)) return;
        if (registry.Versions(model)[0] is { Header: { } json } newest && ArtifactHeader.Parse(json) is { } header && header.Kind != kind.Name)
            throw new ArtifactException(
                $"model {model} is a {header.Kind} in the registry ({newest}) and a {kind.Name} in the pipeline file; give it another name, or take another work folder");
    }
}
