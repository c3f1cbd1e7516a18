using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DistributedML.Engines;
using DistributedML.Grains.Api;
using DistributedML.Grains.Runtime;
using DistributedML.Grains.Silo;
using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Pipelines;
using DistributedML.Registry;

namespace DistributedML.Tests.Models.Tables;

/// <summary>A silo serves models over rows by the Open Inference Protocol and by the API's own queries, and keeps what they learn.</summary>
public sealed class ServingTests : IDisposable
{
    const string Models = """
          watch:
            kind: classifier
            stream: readings
            target: state
            estimator: decision-tree-classifier
            features: [temperature, humidity, aired, station, { hour: extract(hour from time) }]
          load:
            kind: regressor
            stream: readings
            target: power
            estimator: ridge
            features: [counts, load, { half: counts * 0.5 }]
        """;

    const string Rows = """
        {"id":"r7","inputs":[{"name":"counts","shape":[2],"datatype":"INT64","data":[3,40]},{"name":"load","shape":[2],"datatype":"FP64","data":[5.5,null]}]}
        """;

    readonly TemporaryFolder _work = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Untrained_models_say_so()
    {
        var pipeline = Domains.SensorPipeline(Models);
        await using var silo = await Start(pipeline, null);
        using var http = new HttpClient { BaseAddress = silo.Address };
        Assert.Equal((HttpStatusCode.OK, """{"live":true}"""), await Get(http, "/v2/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Get(http, "/v2/health/ready")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Get(http, "/v2/models/load/ready")).Status);
        var metadata = await Get(http, "/v2/models/load");
        Assert.Equal("""{"name":"load","versions":[],"platform":"distributedml_ridge","inputs":[{"name":"counts","datatype":"INT64","shape":[-1]},{"name":"load","datatype":"FP64","shape":[-1]}],"outputs":[]}""", metadata.Body);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"error":"no version of model \u0027load\u0027 serves yet; train it with dml train"}"""), await Post(http, "/v2/models/load/infer", Rows));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Post(http, "/api/models/load/predict", Event("a"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(http, "/v2/models/load/versions/1")).Status);
    }

    [Fact]
    public async Task Serves_the_protocol_and_keeps_what_it_learned()
    {
        var pipeline = Domains.SensorPipeline(Models);
        using var registry = ModelRegistry.Open(_work.Path);
        await using var engine = new LocalEngine(Path.Combine(_work.Path, "tmp"), 2, memoryMegabytes: 256);
        await Lab.Fill(engine, Domains.Rows);
        foreach (var definition in pipeline.Models) await Register(registry, pipeline, definition, engine);

        string learned;
        await using (var silo = await Start(pipeline, registry))
        {
            using var http = new HttpClient { BaseAddress = silo.Address };
            await Describes(http);
            await Infers(http);
            await Refuses(http);
            learned = await Learns(http, silo);
        }
        await using (var silo = await Start(pipeline, registry))
        {
            using var http = new HttpClient { BaseAddress = silo.Address };
            Assert.Equal(learned, (await Post(http, "/api/models/load/predict", Event("q"))).Body);
        }
    }

    static async Task Describes(HttpClient http)
    {
        Assert.Equal($$"""{"name":"distributedml","version":"{{LibraryVersion.Current}}","extensions":[]}""", (await Get(http, "/v2")).Body);
        Assert.Equal((HttpStatusCode.OK, """{"ready":true}"""), await Get(http, "/v2/health/ready"));
        foreach (var version in (string[])["", "/versions/1"])
        {
            Assert.Equal((HttpStatusCode.OK, """{"ready":true,"name":"load"}"""), await Get(http, $"/v2/models/load{version}/ready"));
            var metadata = JsonNode.Parse((await Get(http, $"/v2/models/watch{version}")).Body)!;
            Assert.Equal("""["1"]""", metadata["versions"]!.ToJsonString());
            Assert.Equal(["time", "station", "temperature", "humidity", "aired"], metadata["inputs"]!.AsArray().Select(input => input!["name"]!.GetValue<string>()));
            Assert.Equal(["BYTES", "BYTES", "FP64", "FP64", "BOOL"], metadata["inputs"]!.AsArray().Select(input => input!["datatype"]!.GetValue<string>()));
            Assert.Equal(["prediction", "probability", "probability_high", "probability_low", "probability_mid"], metadata["outputs"]!.AsArray().Select(output => output!["name"]!.GetValue<string>()));
        }
    }

    static async Task Infers(HttpClient http)
    {
        var named = await Outputs(http, "load", Rows);
        Assert.Equal(("load", "1", "r7"), (named["model_name"]!.GetValue<string>(), named["model_version"]!.GetValue<string>(), named["id"]!.GetValue<string>()));
        var data = named["outputs"]![0]!["data"]!.ToJsonString();
        Assert.Equal("[2]", named["outputs"]![0]!["shape"]!.ToJsonString());
        Assert.DoesNotContain("null", data, StringComparison.Ordinal);

        // The same rows as columns of one, as a matrix, and nested.
        foreach (var inputs in (string[])
        [
            """{"name":"load","shape":[2,1],"datatype":"FP64","data":[[5.5],[null]]},{"name":"counts","shape":[2,1],"datatype":"INT32","data":[[3],[40]]}""",
            """{"name":"input","shape":[2,2],"datatype":"FP64","data":[3,5.5,40,null]}""",
            """{"name":"input","shape":[2,2],"datatype":"FP32","data":[[3.0,5.5],[40.0,null]]}""",
        ])
            Assert.Equal(data, (await Outputs(http, "load", $$"""{"inputs":[{{inputs}}]}"""))["outputs"]![0]!["data"]!.ToJsonString());

        Assert.Equal("[]", (await Outputs(http, "load", """{"inputs":[{"name":"input","shape":[0,2],"datatype":"FP64","data":[]}]}"""))["outputs"]![0]!["data"]!.ToJsonString());
        var asked = await Outputs(http, "watch", Watch("\"12\",\"s1\"", """,{"name":"probability_mid"},{"name":"prediction"}"""));
        Assert.Equal(["prediction", "probability_mid"], asked["outputs"]!.AsArray().Select(output => output!["name"]!.GetValue<string>()));
        var predicted = await Post(http, "/api/models/watch/predict", """{"id":"x","time":"2025-03-01T12:00:00","station":"s1","temperature":-20.5,"aired":true}""");
        Assert.Equal("low", JsonNode.Parse(predicted.Body)!["prediction"]!.GetValue<string>());
    }

    static async Task Refuses(HttpClient http)
    {
        foreach (var (body, expected) in (List<(string, string)>)
        [
            ("{", "the request is no JSON"),
            ("[]", "is not one of the Open Inference Protocol; expected inputs, a list of tensors, each with name, shape, datatype and data"),
            ("{}", "is not one of the Open Inference Protocol"),
            ("null", "is not one of the Open Inference Protocol"),
            ("""{"inputs":null}""", "is not one of the Open Inference Protocol"),
            ("""{"inputs":[null]}""", "is not one of the Open Inference Protocol"),
            ("""{"inputs":[{"name":"counts"}]}""", "is not one of the Open Inference Protocol"),
            ("""{"inputs":[]}""", "input 'counts' is missing; null elements stand for missing values"),
            (Load("[1]", "[3]", "[1]", "[5.5]", "lod"), "the model has no input 'lod'; did you mean 'load'?"),
            (Load("[1]", "[3]", "[1]", "[5.5]", "counts"), "input 'counts' stands there twice"),
            (Load("[2]", "[3]", "[1]", "[5.5]"), "input 'counts' has 1 elements; its shape [2] needs 2"),
            (Load("[2]", "[3,4]", "[1]", "[5.5]"), "input 'load' has 1 rows; 'counts' has 2"),
            (Load("[1,2]", "[3,4]", "[1]", "[5.5]"), "input 'counts' has shape [1, 2]; expected [rows] or [rows, 1]"),
            (Load("[]", "[3]", "[1]", "[5.5]"), "input 'counts' has shape []; expected [rows] or [rows, 1]"),
            (Load("[-1]", "[3]", "[1]", "[5.5]"), "input 'counts' has 1 elements; its shape [-1] needs -1"),
            (Load("[1]", "[3.5]", "[1]", "[5.5]"), "column 'counts' is 3.5; expected a whole number"),
            (Load("[1]", "[\"3\"]", "[1]", "[5.5]"), "column 'counts' is \"3\"; expected a whole number"),
            (Load("[1]", "[3]", "[1]", "[true]"), "column 'load' is true; expected a number"),
            (Load("[1]", "[3]", "[1]", "[1e999]"), "column 'load' is 1e999; expected a number"),
            ("""{"inputs":[{"name":"input","shape":[1,3],"datatype":"FP64","data":[1,2,3]}]}""", "input 'input' has 3 columns; expected 2: counts, load"),
            ("""{"inputs":[{"name":"input","shape":[3,2],"datatype":"FP64","data":[1,2]}]}""", "input 'input' has 2 elements; its shape [3, 2] needs 6"),
            ("""{"inputs":[{"name":"input","shape":[4611686018427387905,2],"datatype":"FP64","data":[1,2]}]}""", "input 'input' has"),
            (Rows.Trim()[..^1] + ""","outputs":[{"name":"predicton"}]}""", "the model has no output 'predicton'; did you mean 'prediction'?"),
            (Rows.Trim()[..^1] + ""","outputs":[null]}""", "is not one of the Open Inference Protocol"),
        ])
        {
            var (status, answer) = await Post(http, "/v2/models/load/infer", body);
            Assert.True(status == HttpStatusCode.BadRequest, $"{body}: {status} {answer}");
            Assert.Contains(expected, JsonNode.Parse(answer)!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        }
        var time = await Post(http, "/v2/models/watch/infer", Watch("\"noon\",\"s1\"", ""));
        Assert.Equal(HttpStatusCode.BadRequest, time.Status);
        Assert.StartsWith("column 'time' is \"noon\"; expected a time without zone", JsonNode.Parse(time.Body)!["error"]!.GetValue<string>(), StringComparison.Ordinal);

        foreach (var (path, expected) in (List<(string, string)>)
        [
            ("/v2/models/lod", "no deployed model that predicts from rows is called 'lod'; did you mean 'load'?"),
            ("/v2/models/load/versions/2", "version 2 of model 'load' does not serve; version 1 does"),
            ("/v2/models/load/versions/2/ready", "version 2 of model 'load' does not serve; version 1 does"),
            ("/v2/elsewhere", "nothing is at this address"),
        ])
        {
            var (status, answer) = await Get(http, path);
            Assert.Equal(HttpStatusCode.NotFound, status);
            Assert.StartsWith(expected, JsonNode.Parse(answer)!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await Post(http, "/v2/models/load/versions/2/infer", Rows)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(http, "/api/models/load/predict", """{"id":"x"}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Post(http, "/api/models/lod/predict", Event("x"))).Status);
    }

    // Many events whose power is 500 draw the prediction there; the tree, which does not learn on, puts out a prediction for each.
    static async Task<string> Learns(HttpClient http, DmlSilo silo)
    {
        var before = await Post(http, "/api/models/load/predict", Event("q"));
        Assert.Equal(before, await Post(http, "/api/models/load/predict", Event("q")));
        Assert.StartsWith("""{"model":"load v1","prediction":""", before.Body, StringComparison.Ordinal);
        for (var i = 0; i < 40; i++) Assert.InRange((int)(await Post(http, "/api/events", Event($"e{i}", ",\"power\":500"))).Status, 200, 299);
        await Until(async () => (await silo.Deployments.GetStatus("readings")).Sum(shard => shard.CheckpointOffset) == 40);
        var after = await Post(http, "/api/models/load/predict", Event("q"));
        Assert.InRange(Prediction(after.Body), Prediction(before.Body) + 5, 500);
        var outputs = JsonNode.Parse((await Get(http, "/api/outputs?count=100")).Body)!.ToJsonString();
        Assert.Contains("\"model\":\"watch\"", outputs, StringComparison.Ordinal);
        Assert.DoesNotContain("\"model\":\"load\"", outputs, StringComparison.Ordinal);
        return after.Body;
    }

    static double Prediction(string body) => JsonNode.Parse(body)!["prediction"]!.GetValue<double>();

    static string Event(string id, string more = "") => $$"""{"id":"{{id}}","time":"2025-03-01T00:00:00","station":"s1","counts":3,"load":5.5{{more}}}""";

    static string Load(string countShape, string counts, string loadShape, string loads, string name = "load") =>
        $$"""{"inputs":[{"name":"counts","shape":{{countShape}},"datatype":"INT64","data":{{counts}}},{"name":"{{name}}","shape":{{loadShape}},"datatype":"FP64","data":{{loads}}}]}""";

    static string Watch(string timeAndStation, string outputs)
    {
        var (time, station) = (timeAndStation.Split(',')[0].Replace("12", "2025-03-01T12:00:00", StringComparison.Ordinal), timeAndStation.Split(',')[1]);
        var inputs = $$"""{"name":"time","shape":[1],"datatype":"BYTES","data":[{{time}}]},{"name":"station","shape":[1],"datatype":"BYTES","data":[{{station}}]},{"name":"temperature","shape":[1],"datatype":"FP64","data":[3]},{"name":"humidity","shape":[1],"datatype":"FP64","data":[null]},{"name":"aired","shape":[1],"datatype":"BOOL","data":[true]}""";
        return $$"""{"inputs":[{{inputs}}]{{(outputs.Length > 0 ? $",\"outputs\":[{outputs[1..]}]" : "")}}}""";
    }

    static async Task<JsonNode> Outputs(HttpClient http, string model, string body)
    {
        var (status, answer) = await Post(http, $"/v2/models/{model}/infer", body);
        Assert.True(status == HttpStatusCode.OK, $"{status} {answer}");
        return JsonNode.Parse(answer)!;
    }

    static async Task<(HttpStatusCode Status, string Body)> Get(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    static async Task<(HttpStatusCode Status, string Body)> Post(HttpClient http, string path, string body)
    {
        using var answer = await http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    Task<DmlSilo> Start(Pipeline pipeline, ModelRegistry? registry) => DmlSilo.StartAsync(
        new()
        {
            Pipeline = pipeline,
            Models = registry is null ? null : new RegistryModelSource(registry, ModelKinds.Standard, pipeline),
            WorkFolder = _work.Path,
            KafkaHome = null,
            Api = new ApiOptions { Url = "http://127.0.0.1:0", Token = null },
        },
        Cancel);

    static async Task Register(ModelRegistry registry, Pipeline pipeline, ModelDefinition definition, LocalEngine engine)
    {
        var kind = ModelKinds.Standard.Of(definition);
        var trained = await kind.CreateTask(pipeline, definition, engine).Train(null, Cancel);
        var header = kind.Header(pipeline, definition, trained);
        using var run = registry.StartRun(new(definition.Name, "data", "options", "code"));
        var version = registry.Register(run, definition.Name, [.. header.Inputs.Select(column => new ModelColumn(column.Name, column.Type))], writer => Artifact.Write(writer, header, trained), header.ToJson());
        run.Finish();
        registry.Promote(definition.Name, ModelAlias.Champion, version.Version);
    }

    static async Task Until(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 600, "it did not become true within a minute");
            await Task.Delay(50, Cancel);
        }
    }
}
