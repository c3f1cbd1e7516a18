using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Jobs.Etl;
using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Recommenders;
using DistributedML.Pipelines;
using DistributedML.Tests.Jobs.Etl.Streaming;

namespace DistributedML.Tests.Jobs.Etl;

/// <summary>The same pipeline on both engines, on all of Online Retail.</summary>
public sealed class SparkEtlTests(StreamServers servers) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("dml-spark-etl-").FullName;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Spark_gives_the_tables_and_predictions_that_DuckDB_gives()
    {
        var data = Environment.GetEnvironmentVariable("DML_ONLINE_RETAIL");
        Assert.SkipWhen(data is null, "DML_ONLINE_RETAIL names no folder");
        await servers.SparkAsync();   // skips the test where there is none
        var pipeline = ModelKinds.Standard.ReadPipeline(Path.Combine(AppContext.BaseDirectory, "pipelines", "online-retail.yaml"));
        var (here, there) = (Path.Combine(_folder, "local"), Path.Combine(_folder, "spark"));

        await using var local = new LocalEngine(Path.Combine(_folder, "spill"));
        var expected = await EtlJob.RunAsync(pipeline, data!, here, local, cancel: Cancel);
        var recommender = await TrainAsync(pipeline, local);
        await ScoreAsync(local, recommender, Path.Combine(_folder, "local.parquet"));
        EtlReport report, again;
        await using (var spark = await servers.EngineAsync())
        {
            report = await EtlJob.RunAsync(pipeline, data!, there, spark, cancel: Cancel);
            again = await EtlJob.RunAsync(pipeline, data!, there, spark, cancel: Cancel);
            await ScoreAsync(spark, recommender, Path.Combine(_folder, "spark.parquet"));
        }

        Assert.Equal(EtlMode.Unchanged, again.Mode);
        Assert.Equal((expected.RowsIn, expected.RowsOut, expected.RowsQuarantined, expected.RowsDropped), (report.RowsIn, report.RowsOut, report.RowsQuarantined, report.RowsDropped));
        Assert.Equal(expected.Dropped, report.Dropped);
        Assert.Equal(expected.Quarantined, report.Quarantined);
        Assert.Equal(expected.Features, report.Features);
        Assert.Equal(expected.Fingerprint, report.Fingerprint);
        foreach (var (one, other) in expected.Facts.Zip(report.Facts)) Assert.Equal(one.Value!.Value, other.Value!.Value, 1e-6);
        var (left, right) = (PublishedTables.Find(here, pipeline)!.Files, PublishedTables.Find(there, pipeline)!.Files);
        await SameAsync(local, "*", left.Rows, right.Rows);
        await SameAsync(local, "*", left.Quarantine, right.Quarantine);
        await SameAsync(local, "*", left.Dropped, right.Dropped);
        await SameAsync(local, "*", Path.Combine(_folder, "local.parquet"), Path.Combine(_folder, "spark.parquet"));
        // Sums of doubles depend on the order of adding.
        foreach (var feature in pipeline.Features) await SameAsync(local, "* replace (round(amount, 6) as amount)", left.Feature(feature.Name), right.Feature(feature.Name));
    }

    async Task<RecommenderScorer> TrainAsync(Pipeline pipeline, LocalEngine engine)
    {
        var kind = new RecommenderKind();
        var definition = pipeline.Models.OfType<RecommenderDefinition>().First();
        var trained = await kind.CreateTask(pipeline, definition, engine).Train(null, Cancel);
        var file = Path.Combine(_folder, "recommender");
        await using (var stream = File.Create(file))
        await using (var writer = new BinaryWriter(stream)) Artifact.Write(writer, kind.Header(pipeline, definition, trained), trained);
        return new(file, FileHash.Of(file), Top: 10);
    }

    static async Task ScoreAsync(IEngine engine, RecommenderScorer scorer, string file)
    {
        await engine.MapTableAsync("scores", "select distinct customer as \"user\" from lines where customer is not null", scorer.Score, scorer.Output, Cancel);
        Assert.InRange(await engine.WriteTableAsync("select * from scores", file, Cancel), 30_000, 43_720);
    }

    static async Task SameAsync(LocalEngine engine, string columns, string left, string right)
    {
        foreach (var (one, other) in ((string, string)[])[(left, right), (right, left)])
        {
            await foreach (var batch in engine.QueryAsync(
                $"select count(*) as n from (select {columns} from {engine.Files([one])} except all select {columns} from {engine.Files([other])})", Cancel))
                Assert.Equal(0, batch.Integers("n")[0]);
        }
    }
}
