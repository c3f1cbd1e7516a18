using System.Text;
using System.Text.Json.Nodes;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Models.Queries;
using DistributedML.Models.Tables;

namespace DistributedML.Tests.Models.Tables;

/// <summary>A model has one answer for a row: in a batch, as an event, asked by query or by request, and in SQL.</summary>
public sealed class AnswerTests(Lab lab) : IClassFixture<Lab>
{
    const double Rounding = 1e-9;

    public static TheoryData<string> All => Recipes.All;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // The rows after 2025-02-20 are not learned from: among them is a station that training never saw.
    [Theory, MemberData(nameof(All))]
    public async Task One_answer_everywhere(string estimator) =>
        await Check(Domains.OfSensors(Recipes.Of(estimator, $"{Recipes.EveryForm}\ntrainBefore: 2025-02-20")), estimator);

    [Theory]
    [InlineData("features: [aired, installed, { day_off: \"installed is null\" }, { open: { sql: aired, type: category } }]")]
    [InlineData("features: [station, { start: \"left(code, 2)\" }, { hot: temperature > 20 }, { late: { sql: \"time + interval '1' day\" } }, { share: counts / 7.0 }]\nprepare: [{ hash: { columns: [start], width: 16 } }, { dates: { columns: [late] } }, impute, one-hot]")]
    [InlineData("exclude: [code, state, alarm, trust]")]
    [InlineData("features: [{ quote: { sql: \"station || '''\\\"' || coalesce(code, '')\", type: text } }, humidity]")]
    public async Task One_answer_everywhere_for_other_features(string features)
    {
        await Check(Domains.OfSensors($"kind: classifier\nstream: readings\ntarget: alarm\nestimator: logistic-regression\n{features.Replace("state, alarm, ", "state, ", StringComparison.Ordinal)}\ntrainBefore: 2025-02-20"), features);
        await Check(Domains.OfSensors($"kind: regressor\nstream: readings\ntarget: power\nestimator: ridge\n{features}\ntrainBefore: 2025-02-20"), features);
    }

    [Theory]
    [InlineData("multinomial-naive-bayes", "features: [{ words: { type: text } }]")]
    [InlineData("decision-tree-classifier", "features: [genre, minutes, { evening: extract(hour from time) >= 18 }, { first: { sql: \"left(words, 1)\", type: category } }]")]
    public async Task One_answer_everywhere_for_words(string estimator, string more) =>
        await Check(Domains.OfRatings($"kind: classifier\nstream: ratings\ntarget: stars\nestimator: {estimator}\n{more}"), estimator);

    async Task Check(Subject subject, string what)
    {
        var engine = await lab.Engine();
        var model = await subject.Train(engine);
        var (scores, stream) = (await subject.Score(model, engine, lab.Folder), subject.Stream(model));
        var columns = subject.Profile.Columns(model.Predictor);
        Assert.Equal(Domains.Rows, scores.Count);

        var events = await subject.Events(engine, "true", labelled: false);
        var outputs = subject.Learn(stream, events, 256);
        Assert.Equal(Domains.Rows, outputs.Count);
        foreach (var output in outputs)
        {
            Assert.Equal("prediction", output.Kind);
            Close.Equal(scores[output.EventId], Values(JsonNode.Parse(output.Payload)!, columns), Rounding, $"{what}: event {output.EventId}");
        }

        var rows = events.ConvertAll(one => JsonNode.Parse(one)!);
        var inferred = Infer(subject, stream, rows);
        for (var row = 0; row < rows.Count; row++)
            Close.Equal(scores[rows[row]["id"]!.GetValue<string>()], [.. columns.Select((column, i) => Value(inferred[i][row], column.Type))], Rounding, $"{what}: infer {row}");

        var predict = (PredictQuery)subject.Kind.Queries.Single(query => query.Name == "predict");
        var function = subject.Kind.SqlFunction(subject.Definition, new OneVersion(model), top: 1);
        var table = await Subject.Json(engine, $"select * from {subject.Pipeline.Table.Name} order by time");
        for (var row = 0; row < rows.Count; row += 61)   // each costs two statements
        {
            var id = rows[row]["id"]!.GetValue<string>();
            var answer = JsonNode.Parse(predict.Ask(stream, new("", [], subject.Batch(events[row])), default)!)!;
            Assert.Equal("m v1", answer["model"]!.GetValue<string>());
            Close.Equal(scores[id], Values(answer, columns), Rounding, $"{what}: predict {id}");
            var called = Flat(function.DynamicInvoke("champion", table[row]));
            Close.Equal([.. scores[id].Take(called.Length)], called, Rounding, $"{what}: SQL {id}");
        }
        Assert.Null(function.DynamicInvoke("champion", null));
    }

    static List<JsonArray> Infer(Subject subject, TableStream stream, List<JsonNode> rows)
    {
        var request = new JsonObject
        {
            ["inputs"] = new JsonArray([.. stream.Columns.Select(column => (JsonNode)new JsonObject
            {
                ["name"] = column.Name,
                ["shape"] = new JsonArray(rows.Count),
                ["datatype"] = TensorRows.Datatype(column.Type),
                ["data"] = new JsonArray([.. rows.Select(row => row[column.Name]?.DeepClone())]),
            })]),
        };
        var query = (RowsQuery)subject.Kind.Queries.Single(one => one.Name == "infer");
        var answer = JsonNode.Parse(query.Ask(stream, new("", [], null, Encoding.UTF8.GetBytes(request.ToJsonString())), default)!)!;
        Assert.True(answer["error"] is null, answer.ToJsonString());
        return [.. answer["outputs"]!.AsArray().Select(output => output!["data"]!.AsArray())];
    }

    static object?[] Values(JsonNode answer, IReadOnlyList<DistributedML.Models.Artifacts.ArtifactColumn> columns) =>
        [.. columns.Select(column => Value(answer[column.Name], column.Type))];

    static object? Value(JsonNode? value, string type) => type switch
    {
        "string" => value!.GetValue<string>(),
        "integer" => value!.GetValue<long>(),
        _ => value!.GetValue<double>(),
    };

    // What SQL gets: a number, a struct, or an array.
    static object?[] Flat(object? answer) => answer switch
    {
        double number => [number],
        double[] numbers => [.. numbers.Cast<object>()],
        _ => [.. answer!.GetType().GetProperties().Select(property => property.GetValue(answer))],
    };

    sealed class OneVersion(TableModel model) : IModelVersions
    {
        public T Version<T>(string? called, Func<BinaryReader, T> read) where T : class, IState => (T)(object)model;
    }
}
