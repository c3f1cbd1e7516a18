using DistributedML.Engines;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Engines;

public sealed class SparkEngineTests(SparkEngineTests.Fixture fixture) : EngineSuite, IClassFixture<SparkEngineTests.Fixture>
{
    protected override Task<IEngine> EngineAsync() => fixture.EngineAsync();

    protected override string Numbers(int n) => $"select id as i from range({n})";

    /// <summary>One engine on a server of its own, started when a test asks for it.</summary>
    public sealed class Fixture : IAsyncDisposable
    {
        SparkEngine? _engine;

        internal async Task<IEngine> EngineAsync()
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("SPARK_HOME") is null or "", "SPARK_HOME names no Spark distribution");
            return _engine ??= await SparkEngine.OpenAsync(await SparkSession.Builder().Master("local[2]").GetOrCreateAsync(Cancel), Cancel);
        }

        public async ValueTask DisposeAsync()
        {
            if (_engine is not null) await _engine.DisposeAsync();
        }
    }
}
