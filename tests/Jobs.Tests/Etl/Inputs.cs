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
        _engine = new LocalEngine(Path.Combine(_folder, "spill"), threads: 2, memoryMegabytes: 256);
        Directory.CreateDirectory(Data);
        foreach (var (name, text) in files) Write(name, text);
    }

    internal Pipeline Pipeline { get; set; }

    internal string Data => Path.Combine(_folder, "data");

    internal string Work => Path.Combine(_folder, "work");

    internal void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Data, name))!);
        File.WriteAllText(Path.Combine(Data, name), text);
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

    internal Task WriteParquetAsync(string name, string sql) => _engine.WriteTableAsync(sql, Path.Combine(Data, name), TestContext.Current.CancellationToken);

    internal Task<List<string>> TableAsync() => RowsAsync($"select * from {Pipeline.Table.Name} order by all");

    internal Task<List<string>> QuarantineAsync() => RowsAsync($"select file, line, reason from {Pipeline.Table.Name}_quarantine order by file, line");

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
