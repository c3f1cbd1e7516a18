using DistributedML.Engines;

namespace DistributedML.Tests.Models.Tables;

/// <summary>Local engines of 1, 2 and 4 ranks that have both tables, for the tests of a class.</summary>
public sealed class Lab : IAsyncLifetime
{
    readonly TemporaryFolder _work = new();
    readonly Dictionary<int, LocalEngine> _engines = [];

    /// <summary>A folder for files.</summary>
    public string Folder => _work.Path;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines.Values) await engine.DisposeAsync();
        _work.Dispose();
    }

    /// <summary>The engine of some ranks.</summary>
    public async Task<LocalEngine> Engine(int ranks = 2)
    {
        if (_engines.TryGetValue(ranks, out var known)) return known;
        var engine = new LocalEngine(Path.Combine(_work.Path, $"tmp{ranks}"), ranks, memoryMegabytes: 256);
        _engines.Add(ranks, engine);
        await Fill(engine, Domains.Rows);
        return engine;
    }

    /// <summary>Makes both tables anew, of so many rows.</summary>
    public static async Task Fill(LocalEngine engine, int rows, string order = "i")
    {
        var cancel = TestContext.Current.CancellationToken;
        await engine.CreateTableAsync("readings", $"select * from ({Domains.SensorRows(rows)}) order by id::integer {(order == "i" ? "" : "desc")}", cancel);
        await engine.CreateTableAsync("ratings", Domains.RatingRows(rows), cancel);
    }
}
