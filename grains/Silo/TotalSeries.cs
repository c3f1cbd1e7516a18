using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Models;
using DistributedML.Grains.Shards;
using DistributedML.Learning.Forecasting;
using DistributedML.Pipelines.Models;

namespace DistributedML.Grains.Silo;

/// <summary>
/// The total of all keys: the trained total series carried on with the shards' sums of each step. Put together for each question, since each shard
/// sees only its part of the events.
/// </summary>
sealed class TotalSeries
{
    /// <summary>What callers ask for.</summary>
    internal const string Name = "total";

    readonly ModelCatalog _catalog;
    readonly ForecasterDefinition _definition;

    TotalSeries(ModelCatalog catalog, ForecasterDefinition definition) => (_catalog, _definition) = (catalog, definition);

    /// <summary>The total of the first deployed forecaster; null when there is none or it has no total.</summary>
    internal static TotalSeries? Of(SiloRuntime runtime) =>
        runtime.DeploymentOf<ForecasterDefinition>()?.Models.OfType<ForecasterDefinition>().First() is { Total: not null } definition
            ? new(runtime.Catalog, definition) : null;

    internal async Task<ForecastAnswer?> Forecast(IEnumerable<IShardGrain> shards, int horizon, double level)
    {
        var grains = shards.ToList();
        var parts = await Task.WhenAll(grains.Select(shard => shard.Totals()));
        var steps = parts.SelectMany(part => part).GroupBy(step => step.Start).OrderBy(step => step.Key).Select(step => (step.Key, Sum: step.Sum(part => part.Value))).ToList();
        var champion = _catalog.Champion(_definition.Name);
        var trained = (champion?.Artifact as TrainedForecaster)?.Total?.Copy();
        if (trained is null && steps.Count == 0) return null;
        var series = trained ?? new DailySeries(_definition.Options, SeriesShape.Of(_definition.Step, SeriesAggregate.Sum), steps[0].Key);
        var firstOpen = series.Open;
        foreach (var (start, sum) in steps)
        {
            if (start >= firstOpen) series.Add(start, sum);
        }
        var watermark = steps.Count == 0 ? default(DateTime?) : steps[^1].Key;
        return ForecasterShard.Answer(Name, champion is null ? $"{_definition.Name} (untrained)" : $"{_definition.Name} v{champion.Version}", series, watermark, horizon, level);
    }
}
