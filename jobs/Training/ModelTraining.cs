using System.Diagnostics;
using System.Globalization;
using DistributedML.Data;
using DistributedML.Grains.Runtime;
using DistributedML.Learning;
using DistributedML.Learning.Tabular;
using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Pipelines;
using DistributedML.Registry;

namespace DistributedML.Jobs.Training;

/// <summary>
/// Trains a model, measures it, registers it and decides which version serves, as <see cref="Promotion"/> says: a later version becomes challenger, and champion
/// when it is better than the champion on the same rows by more than chance, or when the champion cannot serve the pipeline any more. Work that a
/// finished run has done on the same data with the same options and code is not done again.
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
            return new(before, done.Metrics, done.Tags.GetValueOrDefault(RunTags.Summary, ""), [], Reused: true,
                Moved: ReplaceOther(before), Decision: null, registry.Report(done));

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
            run.SetTag(RunTags.Summary, evaluation.Summary);
            if (evaluation.Report is { } page) run.KeepReport(page);
            var header = kind.Header(pipeline, definition, model, await task.TrainedUntil(model, cancel));
            List<ModelColumn> schema = [.. header.Inputs.Select(column => new ModelColumn(column.Name, column.Type))];
            var version = registry.Register(run, definition.Name, schema, writer => Artifact.Write(writer, header, model), header.ToJson());
            var decision = await Decide(kind, task, evaluation, known, version, cancel);
            run.SetTag(RunTags.Promotion, decision.Why);
            Keep(run, evaluation.Headline ?? task.Headline, evaluation.Baseline);
            run.Finish();
            return new(version, metrics, evaluation.Summary, evaluation.Findings, Reused: false, Choose(version, decision), decision.Why, registry.Report(registry.GetRun(run.Id)));
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

    // What a page shows beside the figures: which of them counts, in what unit, beside what.
    static void Keep(ActiveRun run, Headline headline, double? baseline)
    {
        run.SetTag(RunTags.Headline, headline.Metric);
        run.SetTag(RunTags.Unit, headline.Unit);
        if (baseline is { } value) run.SetTag(RunTags.Baseline, value.ToString("R", CultureInfo.InvariantCulture));
    }

    async Task<Promotion> Decide(
        ModelKind kind, ModelTask task, Evaluation ours, IReadOnlyList<KnownEvent>? known, ModelVersion version, CancellationToken cancel)
    {
        var headline = ours.Headline ?? task.Headline;
        if (registry.AliasVersion(version.Model, ModelAlias.Champion) is not { } number) return Promotion.First(headline, ours);
        if (number == version.Version) return new(true, "it is the champion");
        var champion = registry.GetVersion(version.Model, number);
        if (ReadsOther(version, number)) return new(true, $"{champion} reads other columns");
        if (Promotion.Alone(headline, ours) is { } alone)
            return alone with { Why = $"{alone.Why}. To promote it all the same: dml models promote {version.Model} {version.Version}" };
        IState model;
        try
        {
            model = registry.Load(champion, kind.ReadWithHeader);
        }
        catch (Exception error) when (error is ArtifactException or RegistryException or InvalidDataException)
        {
            return new(true, $"{champion} can serve no longer: {error.Message}");
        }
        if (task.MeasuresOptions) return ByFolds(headline, ours, champion);
        try
        {
            return Promotion.Compare(headline, ours, await task.Evaluate(model, known, null, cancel), champion.ToString());
        }
        catch (Exception error) when (error is TableException or DatasetException)
        {
            return new(false, $"{champion} cannot be measured beside it ({error.Message}); compare them and promote by hand");
        }
    }

    // Folds train anew and so cannot measure the champion: its figures of then count, where they are of the same table.
    Promotion ByFolds(Headline headline, Evaluation ours, ModelVersion champion)
    {
        var run = registry.GetRun(champion.RunId);
        return run.Inputs.DataFingerprint == dataFingerprint
            ? Promotion.Compare(headline, ours with { Units = null }, new(run.Metrics, "", []), champion.ToString())
            : new(false, $"{champion} was measured on another table, and folds cannot measure it again; compare them and promote by hand");
    }

    AliasChange? Choose(ModelVersion version, Promotion decision)
    {
        var champion = registry.AliasVersion(version.Model, ModelAlias.Champion);
        if (champion == version.Version) return null;
        if (champion is not null || !decision.Promote) registry.Promote(version.Model, ModelAlias.Challenger, version.Version);
        return decision.Promote ? registry.Promote(version.Model, ModelAlias.Champion, version.Version, champion) : null;
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
