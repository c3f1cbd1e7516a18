using DistributedML.Engines;
using DistributedML.Pipelines;

namespace DistributedML.Jobs.Etl;

/// <summary>A pipeline's tables as the last ETL run published them.</summary>
public sealed class PublishedTables
{
    readonly Pipeline _pipeline;

    PublishedTables(Pipeline pipeline, PublishedFiles files, Manifest manifest)
    {
        _pipeline = pipeline;
        Files = files;
        Report = manifest.Report;
        RowsByDay = manifest.Days.Where(day => day.Key != EtlSql.NoDay)
            .Select(day => (DateOnly.ParseExact(day.Key, "yyyy-MM-dd"), day.Value)).Order().ToList();
    }

    /// <summary>Where the Parquet files lie.</summary>
    public PublishedFiles Files { get; }

    /// <summary>The run that published them.</summary>
    public EtlReport Report { get; }

    /// <summary>Hash of what they were made of, for lineage: equal fingerprint, equal tables.</summary>
    public string Fingerprint => Report.Fingerprint;

    /// <summary>The table's days, in order, and how many rows each has.</summary>
    public IReadOnlyList<(DateOnly Day, long Rows)> RowsByDay { get; }

    /// <summary>Finds the tables in a work folder; null when none are published there.</summary>
    public static PublishedTables? Find(string workFolder, Pipeline pipeline) =>
        new TableStore(workFolder, pipeline).Current is var (files, manifest) ? new(pipeline, files, manifest) : null;

    /// <summary>Makes the checked table and the feature tables known to an engine under their names, and quarantine and dropped rows as NAME_quarantine and NAME_dropped.</summary>
    public async Task RegisterAsync(IEngine engine, CancellationToken cancel = default)
    {
        await engine.ReadTableAsync(_pipeline.Table.Name, [Files.Rows], cancel);
        await engine.ReadTableAsync($"{_pipeline.Table.Name}_quarantine", [Files.Quarantine], cancel);
        await engine.ReadTableAsync($"{_pipeline.Table.Name}_dropped", [Files.Dropped], cancel);
        foreach (var feature in _pipeline.Features) await engine.ReadTableAsync(feature.Name, [Files.Feature(feature.Name)], cancel);
    }
}
