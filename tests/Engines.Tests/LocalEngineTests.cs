using DistributedML.Engines;

namespace DistributedML.Tests.Engines;

public sealed class LocalEngineTests : EngineSuite, IAsyncDisposable
{
    readonly LocalEngine _engine;

    public LocalEngineTests() => _engine = new LocalEngine(Path.Combine(Path.GetTempPath(), $"dml-spill-{Guid.NewGuid():N}"), threads: 2);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    protected override Task<IEngine> EngineAsync() => Task.FromResult<IEngine>(_engine);

    protected override string Numbers(int n) => $"select i from range({n}) t(i)";
}
