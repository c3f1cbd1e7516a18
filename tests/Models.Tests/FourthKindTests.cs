using System.Text;
using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Grains.Api;
using DistributedML.Grains.Runtime;
using DistributedML.Grains.Silo;
using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Recommenders;
using DistributedML.Pipelines;
using DistributedML.Registry;
using DistributedML.Tests.Models.LastValue;

namespace DistributedML.Tests.Models;

/// <summary>A kind that the program does not have goes all the way, from the pipeline file to a grain, with its folder and one line.</summary>
public sealed class FourthKindTests : IDisposable
{
    const string Yaml = """
        name: meters
        source: { files: "*.csv", columns: { id: string, time: timestamp, meter: string, level: double } }
        table:
          name: readings
          id: id
          time: time
          columns: { id: string, time: timestamp, meter: string, level: double }
        streams: { meters: { topic: fourth.meters, key: meter, partitions: 2 } }
        models:
          last: { kind: last-value, stream: meters, key: meter, value: level }
          positive: { kind: last-value, stream: meters, key: meter, value: level, where: { level: { above: 0 } } }
        """;

    // The one line.
    static readonly ModelKinds Kinds = ModelKinds.Standard.With(new LastValueKind());

    readonly TemporaryFolder _work = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task A_fourth_kind_trains_scores_learns_on_and_answers()
    {
        var pipeline = PipelineFile.Parse(Yaml, "meters.yaml", Kinds.All);
        using var registry = ModelRegistry.Open(_work.Path);
        await using var engine = new LocalEngine(Path.Combine(_work.Path, "tmp"));
        await RegisterAll(registry, pipeline, engine);

        Assert.Equal(5, await ScoreAsync(registry, pipeline, engine));

        await using var silo = await DmlSilo.StartAsync(Options(pipeline, registry), Cancel);
        using var http = new HttpClient { BaseAddress = silo.Address };
        Assert.Equal("""{"key":"m4","value":29}""", await http.GetStringAsync("/api/models/last/last/m4", Cancel));
        using var sent = await http.PostAsync("/api/events", new StringContent(
            """{"id":"x1","time":"2025-02-01T00:00:00","meter":"m4","level":-3}""", Encoding.UTF8, "application/json"), Cancel);
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync(Cancel));
        await Until(async () => await http.GetStringAsync("/api/models/last/last/m4", Cancel) == """{"key":"m4","value":-3}""");
        Assert.Equal("""{"key":"m4","value":29}""", await http.GetStringAsync("/api/models/positive/last/m4", Cancel));
        Assert.Contains(""" "model":"last","key":"m4","time":"2025-02-01T00:00:00","kind":"fell","payload":{"to":-3}""".Trim(),
            await http.GetStringAsync("/api/outputs", Cancel), StringComparison.Ordinal);
        Assert.Contains("last-value", await http.GetStringAsync("/api/models", Cancel), StringComparison.Ordinal);
        Assert.Contains("/api/models/positive/last/{key}", await http.GetStringAsync("/openapi/v1.json", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_vanishes_is_noticed_and_followed_again_when_it_is_back()
    {
        var pipeline = PipelineFile.Parse(Yaml, "meters.yaml", Kinds.All);
        var folder = Path.Combine(_work.Path, "registry");
        using (var registry = ModelRegistry.Open(folder))
        {
            await using var engine = new LocalEngine(Path.Combine(_work.Path, "tmp"));
            await RegisterAll(registry, pipeline, engine);
            await using var silo = await DmlSilo.StartAsync(Options(pipeline, registry), Cancel);
            var aside = Path.Combine(_work.Path, "aside");
            Directory.Move(folder, aside);
            await Until(async () => (await silo.Deployments.GetStatus("meters")).All(shard => shard.Error?.Contains("registry.db' is gone", StringComparison.Ordinal) == true));
            using var http = new HttpClient { BaseAddress = silo.Address };
            Assert.Equal("""{"key":"m4","value":29}""", await http.GetStringAsync("/api/models/last/last/m4", Cancel));

            Directory.CreateDirectory(Path.Combine(folder, "artifacts"));   // a copy, as a backup gives it back
            foreach (var file in Directory.GetFiles(aside, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(folder, Path.GetRelativePath(aside, file)));
            await Until(async () => (await silo.Deployments.GetStatus("meters")).All(shard => shard.Error is null));
            using var restored = ModelRegistry.Open(folder);
            await Register(restored, pipeline, pipeline.Models[0], engine, "other data");
            await Until(async () => (await silo.Deployments.GetStatus("meters")).All(shard => shard.Models.Contains("last v2")));
        }
    }

    [Fact]
    public async Task A_stored_state_of_another_kind_is_refused_by_name()
    {
        var pipeline = PipelineFile.Parse(Yaml, "meters.yaml", Kinds.All);
        await using (var silo = await DmlSilo.StartAsync(Options(pipeline, null), Cancel))
        {
            await silo.Deployments.Send(Encoding.UTF8.GetBytes("""{"id":"x1","time":"2025-02-01T00:00:00","meter":"m4","level":-3}"""), Cancel);
            await Until(async () => (await silo.Deployments.GetStatus("meters")).Sum(shard => shard.CheckpointOffset) == 1);
        }
        var changed = pipeline with
        {
            Models = [new RecommenderDefinition { Name = "last", Stream = "meters", User = "meter", Item = "id", Basket = "id" }],
        };
        await using var again = await DmlSilo.StartAsync(Options(changed, null), Cancel);
        var problems = (await again.Deployments.GetStatus("meters")).Select(shard => shard.Error).OfType<string>();
        Assert.All(problems, problem => Assert.Equal(
            "the stored state of model last is of kind last-value; expected recommender. A name keeps its kind: give the model another name", problem));
        Assert.NotEmpty(problems);
    }

    SiloOptions Options(Pipeline pipeline, ModelRegistry? registry) => new()
    {
        Pipeline = pipeline,
        Kinds = Kinds,
        Models = registry is null ? null : new RegistryModelSource(registry, Kinds, pipeline),
        WorkFolder = _work.Path,
        KafkaHome = null,
        Api = new ApiOptions { Url = "http://127.0.0.1:0", Token = null },
    };

    static async Task RegisterAll(ModelRegistry registry, Pipeline pipeline, LocalEngine engine)
    {
        await engine.CreateTableAsync("readings", """
            select i::varchar as id, timestamp '2025-01-01' + to_hours(i) as time, 'm' || (i % 5)::varchar as meter, (i - 20)::double as level from range(50) as r(i)
            """, Cancel);
        foreach (var definition in pipeline.Models) await Register(registry, pipeline, definition, engine);
    }

    static async Task Register(ModelRegistry registry, Pipeline pipeline, ModelDefinition definition, LocalEngine engine, string data = "data")
    {
        var kind = Kinds.Of(definition);
        var task = kind.CreateTask(pipeline, definition, engine);
        var trained = await task.Train(null, Cancel);
        var header = kind.Header(pipeline, definition, trained);
        using var run = registry.StartRun(new(definition.Name, data, "options", "code"));
        var version = registry.Register(run, definition.Name, [.. header.Inputs.Select(column => new ModelColumn(column.Name, column.Type))], writer => Artifact.Write(writer, header, trained), header.ToJson());
        run.Finish();
        registry.Promote(definition.Name, ModelAlias.Champion, version.Version);
    }

    static async Task<long> ScoreAsync(ModelRegistry registry, Pipeline pipeline, LocalEngine engine)
    {
        var definition = pipeline.Models[0];
        var version = registry.GetVersion(definition.Name, 1);
        var scoring = Kinds.Of(definition).CreateScoring(pipeline, definition, new(Path.Combine(registry.Folder, version.File), version.Hash, Top: 1));
        await engine.MapTableAsync("scores", scoring.Inputs, scoring.Scorer.Score, scoring.Scorer.Output, Cancel);
        await foreach (var batch in engine.QueryAsync("select count(*) as n from scores where value between 25 and 29", Cancel)) return batch.Integers("n")[0];
        return -1;
    }

    static async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 600, "it did not become true within a minute");
            await Task.Delay(100, Cancel);
        }
    }
}
