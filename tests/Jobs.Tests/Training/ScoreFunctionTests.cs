using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Engines.Scoring;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Etl;
using DistributedML.Jobs.Generator;
using DistributedML.Jobs.Training;
using DistributedML.Models;
using DistributedML.Models.Classifiers;
using DistributedML.Registry;
using DistributedML.Tests.Jobs.Commands;
using DistributedML.Tests.Jobs.Etl.Streaming;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Jobs.Training;

/// <summary>Models in the SQL of a real Spark server, against the batch predictions of the same versions.</summary>
public sealed class ScoreFunctionTests(StreamServers servers) : IDisposable
{
    readonly TemporaryWork _work = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task SQL_gives_the_predictions_that_the_command_writes()
    {
        var server = await servers.SparkAsync();
        var pipeline = ModelKinds.Standard.ReadPipeline(CommonOptions.DefaultPipeline);
        pipeline = pipeline with
        {
            Models =
            [
                .. pipeline.Models,
                new ClassifierDefinition { Name = "returns", Target = "cancelled", Features = [new("quantity"), new("price"), new("country"), new("hour", "extract(hour from time)")], Estimator = "logistic-regression" },
            ],
        };
        var data = Path.Combine(_work.Path, "data");
        GiftShopGenerator.Generate(new() { Lines = 20_000 }, data, null, Cancel);
        await using var local = new LocalEngine(Path.Combine(_work.Path, "tmp"));
        await EtlJob.RunAsync(pipeline, Path.Combine(data, GiftShopGenerator.ByDay), _work.Path, local, cancel: Cancel);
        var tables = PublishedTables.Find(_work.Path, pipeline)!;
        using var registry = ModelRegistry.Open(_work.Path);
        foreach (var model in pipeline.Models)
        {
            var version = (await new ModelTraining(registry, ModelKinds.Standard, tables.Fingerprint).Run(pipeline, model, local, null, false, null, Cancel)).Version;
            var scoring = ModelKinds.Standard.Of(model).CreateScoring(pipeline, model, new(Path.Combine(registry.Folder, version.File), version.Hash, Top: 10));
            await local.MapTableAsync($"expected_{model.Name}", scoring.Inputs, scoring.Scorer.Score, scoring.Scorer.Output, Cancel);
        }

        var session = await SparkSession.Builder().Remote(server).CreateAsync(Cancel);
        await using var spark = await SparkEngine.OpenAsync(session, Cancel);
        await tables.RegisterAsync(spark, Cancel);
        foreach (var model in pipeline.Models) session.RegisterScore(registry, model, model.Name == "recommender" ? "score" : $"score_{model.Name}");

        await SameAsync("recommender", """
            select user, place + 1 as rank, best.item, best.score
            from (select customer as user, posexplode(score('champion', customer)) as (place, best) from (select distinct customer from lines))
            """);
        await SameAsync("forecaster", "select item as series, inline(score_forecaster('forecaster@v1', item)) from (select distinct item from lines)");
        await SameAsync("anomalies", "select id, found.* from (select id, score_anomalies('1', item, time, amount) as found from lines) where found is not null");

        await local.CreateTableAsync("expected_returned", "select id, prediction, probability from expected_returns", Cancel);
        await SameAsync("returned", "select id, found.* from (select id, score_returns('champion', to_json(struct(*))) as found from lines)");

        Assert.Contains("did you mean 'champion'?", await ErrorAsync("select score('chmpion', customer) from lines"));
        Assert.Contains("score('anomalies@champion', ...): score answers for model 'recommender'", await ErrorAsync("select score('anomalies@champion', customer) from lines"));
        Assert.Matches("takes 2 argument\\(s\\), .*, and is called with 1", await ErrorAsync("select score('champion') from lines"));
        Assert.Contains("there is no model 'recomender'; did you mean 'recommender'?",
            Assert.Throws<RegistryException>(() => session.RegisterScore(registry, pipeline.Models[0] with { Name = "recomender" })).Message);

        var file = Path.Combine(_work.Path, "three.parquet");
        using var command = await DmlProcess.Run("score", "--work", _work.Path, "--engine", "spark", "--remote", server, "--model", "recommender", "--output", file, "--top", "3",
            "--sql", "select customer as user, inline(score('recommender', customer)), score_anomalies('champion', customer, null, amount) as nothing from customers");
        Assert.True(command.ExitCode == ExitCode.Success, command.Error);
        Assert.Equal(0, await CountAsync($"select user, item, score from {local.Files([file])} except all select user, item, score from expected_recommender where rank <= 3"));
        Assert.Equal(await CountAsync("select * from expected_recommender where rank <= 3"), await CountAsync($"select * from {local.Files([file])} where nothing is null"));

        async Task SameAsync(string model, string sql)
        {
            var written = Path.Combine(_work.Path, $"{model}.parquet");
            Assert.True(await spark.WriteTableAsync(sql, written, Cancel) > 100);
            Assert.Equal(0, await CountAsync($"select * from {local.Files([written])} except all select * from expected_{model}"));
            Assert.Equal(0, await CountAsync($"select * from expected_{model} except all select * from {local.Files([written])}"));
        }

        async Task<long> CountAsync(string sql)
        {
            await foreach (var batch in local.QueryAsync($"select count(*) as n from ({sql})", Cancel)) return batch.Integers("n")[0];
            throw new InvalidOperationException("a count returned no row");
        }

        async Task<string> ErrorAsync(string sql) => (await Assert.ThrowsAsync<TableException>(async () =>
        {
            await foreach (var _ in spark.QueryAsync(sql, Cancel))
            {
            }
        })).Message;
    }
}
