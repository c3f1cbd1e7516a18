using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Jobs.Etl;
using DistributedML.Models;
using DistributedML.Pipelines;

namespace DistributedML.Tests.Jobs.Etl;

/// <summary>A pipeline over some files, with the folders of a run.</summary>
sealed class Inputs : IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("dml-inputs-").FullName;
    readonly LocalEngine _engine;

    internal Inputs(string yaml, params (string Name, string Text)[] files)
    {
        Pipeline = PipelineFile.Parse(yaml, "p.yaml", ModelKinds.Standard.All);
        Directory.CreateDirectory(Data);
        _engine = new LocalEngine(Path.Combine(_folder, "spill"), threads: 2, memoryMegabytes: 256, folders: [_folder]);
        foreach (var (name, text) in files) Write(name, text);
    }

    internal Pipeline Pipeline { get; set; }

    internal string Data => Path.Combine(_folder, "data");

    internal string WorkName { get; set; } = "work";

    internal string Work => Path.Combine(_folder, WorkName);

    internal void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Data, name))!);
        File.WriteAllText(Path.Combine(Data, name), text);
    }

    /// <summary>Runs on another engine, into the folder below the work folder that the name says, and makes the tables known to this one.</summary>
    internal async Task<EtlReport> RunAsync(IEngine engine, string name)
    {
        var work = Path.Combine(Work, name);
        var report = await EtlJob.RunAsync(Pipeline, Data, work, engine, cancel: TestContext.Current.CancellationToken);
        await PublishedTables.Find(work, Pipeline)!.RegisterAsync(_engine, TestContext.Current.CancellationToken);
        return report;
    }

    internal Task<EtlReport> RunAsync(bool fresh = false) => EtlJob.RunAsync(Pipeline, Data, Work, _engine, fresh: fresh, cancel: TestContext.Current.CancellationToken);

    /// <summary>A query's rows, each as texts between bars; "-" for null.</summary>
    internal async Task<List<string>> RowsAsync(string sql)
    {
        var rows = new List<string>();
        await foreach (var batch in _engine.QueryAsync($"select columns(*)::string from ({sql})", TestContext.Current.CancellationToken))
            for (var row = 0; row < batch.Length; row++) rows.Add(string.Join('|', batch.Arrays.Select(column => ((Apache.Arrow.StringArray)column).Text(row) ?? "-")));
        return rows;
    }

    internal IAsyncEnumerable<Apache.Arrow.RecordBatch> QueryAsync(string sql) => _engine.QueryAsync(sql, TestContext.Current.CancellationToken);

    internal Task WriteParquetAsync(string name, string sql) => _engine.WriteTableAsync(sql, Path.Combine(Data, name), TestContext.Current.CancellationToken);

    internal Task<List<string>> TableAsync() => RowsAsync($"select * from {Pipeline.Table.Name} order by all");

    internal Task<List<string>> QuarantineAsync() => RowsAsync($"select file, line, reason from {Pipeline.Table.Name}_quarantine order by file, line");

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
