using System.Diagnostics;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Registry;

namespace DistributedML.Jobs.Training;

/// <summary>
/// Trains a model, measures it, registers it and chooses which version serves: the first version becomes champion; a later one becomes challenger, and
/// champion when its headline metric is at least as good on the same data. Work that a finished run has done on the same data with the same options and code is not
/// done again.
/// </summary>
sealed class ModelTraining(ModelRegistry registry, string dataFingerprint)
{
    const string TrainSeconds = "trainSeconds";

    /// <summary>Trains unless it is done.</summary>
    /// <param name="job">The model.</param>
    /// <param name="known">Anomalies known to be in the data; null when nothing is known.</param>
    /// <param name="fresh">Train although it is done.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops; the run is recorded as cancelled.</param>
    public async Task<TrainingResult> Run(ModelJob job, IReadOnlyList<InjectedAnomaly>? known, bool fresh, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var inputs = new RunInputs(job.Definition.Name, dataFingerprint, Fingerprint.Of(job.Definition), CodeVersion.Current);
        if (!fresh && registry.FindRun(inputs) is { } done && registry.VersionsOf(done.Id) is [.., var before])
            return new(before, done.Metrics, done.Tags.GetValueOrDefault("summary", ""), [], Reused: true, Moved: null);

        using var run = registry.StartRun(inputs);
        try
        {
            run.LogParameters(job.Definition);
            var watch = Stopwatch.StartNew();
            var model = await job.Train(progress, cancel);
            var seconds = watch.Elapsed.TotalSeconds;
            var evaluation = await job.Evaluate(model, known, progress, cancel);
            var metrics = new Dictionary<string, double>(evaluation.Metrics) { [TrainSeconds] = seconds };
            run.LogMetrics(metrics.Select(metric => new Metric(metric.Key, 0, metric.Value)));
            run.SetTag("summary", evaluation.Summary);
            var version = registry.Register(run, job.Definition.Name, Schema(job), model.Write);
            run.Finish();
            return new(version, metrics, evaluation.Summary, evaluation.Findings, Reused: false, Choose(job, version, metrics));
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

    AliasChange? Choose(ModelJob job, ModelVersion version, Dictionary<string, double> metrics)
    {
        var champion = registry.AliasVersion(version.Model, ModelAlias.Champion);
        if (champion == version.Version) return null;
        if (champion is { } current)
        {
            registry.Promote(version.Model, ModelAlias.Challenger, version.Version);
            var served = registry.GetRun(registry.GetVersion(version.Model, current).RunId);
            var comparable = served.Inputs.DataFingerprint == dataFingerprint;
            var (ours, theirs) = (metrics.GetValueOrDefault(job.Headline.Metric, double.NaN), served.Metrics.GetValueOrDefault(job.Headline.Metric, double.NaN));
            if (comparable && !job.Headline.Favours(ours, theirs)) return null;
        }
        return registry.Promote(version.Model, ModelAlias.Champion, version.Version, champion);
    }

    static List<ModelColumn> Schema(ModelJob job)
    {
        var types = job.Table.Columns.ToDictionary(column => column.Name, column => column.Type);
        return [.. job.Columns.Distinct().Select(column => new ModelColumn(column, types[column].ToString().ToLowerInvariant()))];
    }
}
