using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Jobs.Cli;
using DistributedML.Pipelines;

namespace DistributedML.Jobs.Etl;

/// <summary>
/// Raw files become a checked table and its feature tables, published whole or not at all. Only the days of new, changed and removed files are made
/// again; the result is that of reading everything.
/// </summary>
public static class EtlJob
{
    const int FormatVersion = 2;   // another one makes all tables anew

    /// <summary>Runs the ETL of a pipeline and makes the published tables known to the engine under their names.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="dataFolder">Folder of the source's files.</param>
    /// <param name="workFolder">Where tables are published; held by this process (<see cref="WorkFolder"/>).</param>
    /// <param name="engine">Runs the SQL.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="fresh">Makes everything anew.</param>
    /// <param name="cancel">Ends the run; what was published stays.</param>
    /// <exception cref="TableException">
    /// A file, a row count, the share of rows in quarantine or the pipeline's SQL is wrong, or the disk is full; nothing is published.
    /// </exception>
    public static async Task<EtlReport> RunAsync(
        Pipeline pipeline, string dataFolder, string workFolder, IEngine engine, IProgress<StageProgress>? progress = null, bool fresh = false, CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        dataFolder = Path.GetFullPath(dataFolder);   // executors have other working folders
        var store = new TableStore(workFolder, pipeline);
        try
        {
            store.Clean();
            var files = SourceFiles.Find(dataFolder, pipeline.Source.Files);
            var definition = Definition(pipeline);
            var current = fresh ? null : store.Current;
            var joined = new JoinedFiles(pipeline, dataFolder, engine);
            if (current?.Manifest.Definition != definition) current = null;
            if (current is { } known && !SourceChange.Between(known.Manifest.Joined, joined.Find(), dataFolder).IsEmpty) current = null;
            var change = SourceChange.Between(current?.Manifest.Files ?? [], files, dataFolder);
            var report = current is { } published && change.IsEmpty
                ? published.Manifest.Report with { Mode = EtlMode.Unchanged, FilesRead = 0, Seconds = watch.Elapsed.TotalSeconds }
                : await new EtlRun(pipeline, definition, new SourceReader(pipeline.Source, pipeline.Source.Zone, dataFolder, engine), joined, store, engine, progress, watch).RunAsync(current, change, cancel);
            await PublishedTables.Find(workFolder, pipeline)!.RegisterAsync(engine, cancel);
            return report;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TableException($"tables cannot be written to {workFolder}: {exception.Message}; what was published before stays", TableFault.Resources, exception);
        }
    }

    /// <summary>Tries the SQL of a pipeline on no rows.</summary>
    /// <exception cref="TableException">Some SQL is wrong; the message names where it stands.</exception>
    public static Task CheckAsync(Pipeline pipeline, IEngine engine, CancellationToken cancel = default) =>
        new PipelineSqlCheck(pipeline, new EtlSql(pipeline, engine.Hash), engine).RunAsync(cancel);

    /// <summary>Hash of all that decides how files become tables.</summary>
    static string Definition(Pipeline pipeline) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { FormatVersion, pipeline.Source, pipeline.Table, pipeline.Drop, pipeline.Expect, pipeline.Facts, pipeline.Features })));
}
