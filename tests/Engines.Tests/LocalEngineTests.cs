using DistributedML.Data;
using DistributedML.Engines;

namespace DistributedML.Tests.Engines;

public sealed class LocalEngineTests : EngineSuite, IAsyncDisposable
{
    readonly LocalEngine _engine;

    public LocalEngineTests() => _engine = new LocalEngine(Path.Combine(Path.GetTempPath(), $"dml-spill-{Guid.NewGuid():N}"), threads: 2);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task What_is_larger_than_memory_goes_to_the_folder_and_is_gone_at_the_end()
    {
        var parent = Path.Combine(Path.GetTempPath(), $"dml-spill-{Guid.NewGuid():N}");
        var folder = Path.Combine(parent, "not", "there");
        await using (var engine = new LocalEngine(folder, threads: 2, memoryMegabytes: 64))
        {
            await engine.CreateTableAsync("sorted", "select md5(i::varchar) as s from range(3000000) t(i) order by s", TestContext.Current.CancellationToken);
            Assert.NotEmpty(Directory.EnumerateFiles(folder));
            await foreach (var batch in engine.QueryAsync("select count(*) as n, min(s) as least from sorted", TestContext.Current.CancellationToken))
                // least as Python hashlib has it
                Assert.Equal((3_000_000L, "0000023f507999464aa2b78875b7e5d6"), (batch.Integers("n")[0], batch.Texts("least").Text(0)));
        }
        Assert.False(Directory.Exists(folder));
        Directory.Delete(parent, recursive: true);
    }

    [Fact]
    public async Task SQL_reaches_its_folders_and_no_other_file_nor_setting()
    {
        var inside = Directory.CreateDirectory(Path.Combine(Folder, "in [1]")).FullName;
        await using var engine = new LocalEngine(Path.Combine(Folder, "spill"), threads: 1, memoryMegabytes: 64, folders: [inside]);
        await engine.WriteTableAsync("select 1 as one", Path.Combine(inside, "a.parquet"), Cancel);
        await engine.ReadTableAsync("one", [Path.Combine(inside, "*.parquet")], Cancel);
        await engine.CreateTableAsync("sorted", "select md5(i::varchar) as s from range(3000000) t(i) order by s", Cancel);   // spills
        await using (var other = new LocalEngine(Path.Combine(Folder, "other"), threads: 1, memoryMegabytes: 64))
            await other.WriteTableAsync("select 2 as two", Path.Combine(Folder, "linked.parquet"), Cancel);
        File.CreateSymbolicLink(Path.Combine(inside, "link.parquet"), Path.Combine(Folder, "linked.parquet"));
        await using (var linking = new LocalEngine(Path.Combine(Folder, "spill2"), threads: 1, memoryMegabytes: 64, folders: [inside]))
            await linking.CreateTableAsync("two", $"select * from {linking.Files([Path.Combine(inside, "link.parquet")])}", Cancel);
        string[] refused =
        [
            "select * from read_text('/etc/hostname')", $"select * from read_text('{inside}/../x.txt')", "select * from glob('/etc/*')", $"copy (select 1) to '{Folder}/x.csv'",
            $"attach '{Folder}/x.db'", "install spatial", "set enable_external_access = true", "set threads = 3", "select * from read_csv('https://example.org/x.csv')",
        ];
        foreach (var sql in refused)
            await Assert.ThrowsAsync<TableException>(async () => await engine.QueryAsync(sql, Cancel).ToListAsync(Cancel));
    }

    protected override Task<IEngine> EngineAsync() => Task.FromResult<IEngine>(_engine);

    protected override string Numbers(int n) => $"select i from range({n}) t(i)";
}
