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

    protected override Task<IEngine> EngineAsync() => Task.FromResult<IEngine>(_engine);

    protected override string Numbers(int n) => $"select i from range({n}) t(i)";
}
