using DistributedML.Learning.Tabular;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Models.Tables;
using DistributedML.Pipelines.Events;

namespace DistributedML.Tests.Models.Tables;

/// <summary>Models over rows in a shard: what they learn from events, what they put out, and what is stored of them.</summary>
public sealed class LearningOnTests(Lab lab) : IClassFixture<Lab>
{
    const string Cut = "2025-02-20", All = "validate: { by: time, from: 2100-01-01 }";
    const string BeforeCut = $"validate: {{ by: time, from: {Cut} }}", AfterCut = $"time >= timestamp '{Cut}'";

    public static TheoryData<string> Every => Recipes.All;

    /// <summary>Estimators whose models learn on.</summary>
    public static TheoryData<string> LearningOn =>
        ["majority", "mean", "last-value", "linear-regression", "ridge", "gaussian-naive-bayes", "multinomial-naive-bayes", "bernoulli-naive-bayes"];

    [Theory, MemberData(nameof(Every))]
    public async Task Only_some_models_learn_on(string estimator)
    {
        var model = await Domains.OfSensors(Recipes.Of(estimator, Recipes.Plain)).Train(await lab.Engine());
        Assert.Equal(LearningOn.Any(row => row.Data == estimator), model.Predictor is ILearnsOn);
    }

    [Theory, MemberData(nameof(LearningOn))]
    public async Task Batch_and_stream_equal_batch(string estimator)
    {
        foreach (var weight in (string[])["", "\nweight: trust"])
        {
            var engine = await lab.Engine();
            var subject = Domains.OfSensors(Recipes.Of(estimator, $"{Recipes.Plain}\n{BeforeCut}{weight}"));
            var first = await subject.Train(engine);
            var whole = Domains.OfSensors(Recipes.Of(estimator, $"{Recipes.Plain}\n{All}{weight}"));
            var expected = await whole.Predictions(await whole.Train(engine), engine);
            var (events, asked) = (await subject.Events(engine, AfterCut, labelled: true), await subject.Events(engine, "true", labelled: false));
            byte[]? bytes = null;
            foreach (var size in weight.Length == 0 ? (int[])[1, 7, 100, events.Count] : [60])
            {
                var stream = subject.Stream(first);
                Assert.Empty(subject.Learn(stream, events, size));
                Assert.Equal(bytes ??= BytesOf(stream), BytesOf(stream));
                var all = subject.Batch(asked);
                Close.Equal(expected, Answers(subject, stream, all), 1e-6, $"{estimator}, batches of {size}");
            }
        }
    }

    [Theory, MemberData(nameof(Every))]
    public async Task Restored_equals_never_stopped(string estimator)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of(estimator, $"{Recipes.EveryForm}\n{BeforeCut}"));
        var model = await subject.Train(engine);
        var events = await subject.Events(engine, AfterCut, labelled: true);
        var (half, kept) = (events.Count / 2, new StateBuffer());
        var (stopped, whole) = (subject.Stream(model), subject.Stream(model));
        Assert.Empty(Taken(stopped, kept));
        List<OutputRecord> outputs = [.. subject.Learn(stopped, events[..half], 64)];
        var taken = Taken(stopped, kept).ToList();
        Assert.Equal(model.Predictor is ILearnsOn ? 1 : 0, taken.Count);
        Assert.Empty(Taken(stopped, new StateBuffer()));

        var restored = subject.Stream(subject.Read(subject.Artifact(model)));
        foreach (var entry in taken) restored.Read(entry);
        Assert.Equal(BytesOf(stopped), BytesOf(restored));
        outputs.AddRange(subject.Learn(restored, events[half..], 33));

        Assert.Equal(subject.Learn(whole, events, 500), outputs);
        Assert.Equal(BytesOf(whole), BytesOf(restored));
    }

    [Theory, MemberData(nameof(LearningOn))]
    public async Task What_was_learned_is_stored_although_no_version_waits_to_be_adopted(string estimator)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of(estimator, $"{Recipes.Plain}\n{BeforeCut}"));
        var stream = subject.Stream(await subject.Train(engine));
        Assert.Empty(subject.Learn(stream, await subject.Events(engine, AfterCut, labelled: true), 64));
        Assert.False(stream.ContinueAdopting());
        Assert.Single(Taken(stream, new StateBuffer()));
    }

    [Theory, MemberData(nameof(Every))]
    public async Task Labelled_events_are_learned_or_predicted(string estimator)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of(estimator, $"{Recipes.EveryForm}\n{BeforeCut}"));
        var model = await subject.Train(engine);
        var stream = subject.Stream(model);
        var before = BytesOf(stream);
        var labelled = subject.Learn(stream, await subject.Events(engine, AfterCut, labelled: true), 100);
        var asked = await subject.Events(engine, AfterCut, labelled: false);
        if (model.Predictor is ILearnsOn)
        {
            Assert.Empty(labelled);
            Assert.NotEqual(before, BytesOf(stream));
        }
        else
        {
            Assert.Equal(asked.Count, labelled.Count(output => output.Kind == "prediction"));
            Assert.Equal(labelled, subject.Learn(stream, asked, 100));
        }
        var after = BytesOf(stream);
        Assert.All(subject.Learn(stream, asked, 100), output => Assert.Equal("prediction", output.Kind));
        Assert.Equal(after, BytesOf(stream));   // what is asked is not learned
    }

    [Theory]
    [InlineData("gaussian-naive-bayes"), InlineData("multinomial-naive-bayes"), InlineData("bernoulli-naive-bayes"), InlineData("majority")]
    public async Task An_event_of_an_unknown_class_is_refused_alone(string estimator)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of(estimator, Recipes.Plain));
        var model = await subject.Train(engine);
        var (stream, without) = (subject.Stream(model), subject.Stream(model));
        string[] events = [Event("a", "\"state\":\"low\""), Event("b", "\"state\":\"frozen\""), Event("c", "\"state\":\"high\"")];
        var output = Assert.Single(subject.Learn(stream, events, 3));
        Assert.Equal(("b/m/refused", "b", "m", "s1", "refused"), (output.Id, output.EventId, output.Model, output.Key, output.Kind));
        Assert.Equal("""{"reason":"class \u0027frozen\u0027 was not there in training; known are high, low, mid"}""", output.Payload);
        subject.Learn(without, [events[0], events[2]], 2);
        Assert.Equal(BytesOf(without), BytesOf(stream));
    }

    [Theory]
    [InlineData("ridge"), InlineData("decision-tree-regressor"), InlineData("mean")]
    public async Task An_expression_that_fails_on_an_event_refuses_that_one_alone(string estimator)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of(estimator, "features: [counts, { number: cast(code as integer) }]"));
        var model = await subject.Train(engine);
        foreach (var size in (int[])[1, 2, 5])
        {
            var stream = subject.Stream(model);
            string[] events = [Event("a"), Event("b", "\"code\":\"x1\""), Event("c"), Event("d", "\"code\":\"12.5e\""), Event("e", "\"code\":null")];
            var outputs = subject.Learn(stream, events, size);
            Assert.Equal(["prediction", "refused", "prediction", "refused", "prediction"], outputs.Select(output => output.Kind));
            Assert.Contains("x1", outputs[1].Payload, StringComparison.Ordinal);
        }
    }

    // The shard goes on after such an event: an exception would stop it for good.
    [Theory]
    [InlineData("ridge"), InlineData("linear-regression"), InlineData("gaussian-naive-bayes"), InlineData("logistic-regression"), InlineData("k-means"), InlineData("pca")]
    public async Task An_event_that_cannot_be_answered_for_is_refused_alone(string estimator)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of(estimator, Recipes.Plain));
        var stream = subject.Stream(await subject.Train(engine));
        string[] events = [Event("a"), Event("b", "\"counts\":null"), Event("c", "\"load\":1e300"), Event("d")];
        var outputs = subject.Learn(stream, events, 4);
        Assert.Equal(["prediction", "refused", "refused", "prediction"], outputs.Select(output => output.Kind));
        Assert.Contains("counts", outputs[1].Payload, StringComparison.Ordinal);
        Assert.Contains("load", outputs[2].Payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"trust\":-1", "the weight is -1"), InlineData("\"trust\":null", "the weight is NaN"), InlineData("\"trust\":1,\"counts\":null", "counts")]
    public async Task An_event_that_cannot_be_learned_is_refused_alone(string values, string reason)
    {
        var subject = Domains.OfSensors(Recipes.Of("ridge", $"{Recipes.Plain}\nweight: trust"));
        var model = await subject.Train(await lab.Engine());
        var (stream, without) = (subject.Stream(model), subject.Stream(model));
        string[] events = [Event("a", "\"power\":3,\"trust\":1"), Event("b", $"\"power\":3,{values}"), Event("c", "\"power\":4,\"trust\":2")];
        var output = Assert.Single(subject.Learn(stream, events, 3));
        Assert.Equal(("b", "refused"), (output.EventId, output.Kind));
        Assert.Contains(reason, output.Payload, StringComparison.Ordinal);
        subject.Learn(without, [events[0], events[2]], 1);
        Assert.Equal(BytesOf(without), BytesOf(stream));
    }

    [Fact]
    public async Task Events_outside_of_where_are_neither_learned_nor_answered()
    {
        var subject = Domains.OfSensors(Recipes.Of("ridge", $"{Recipes.Plain}\nwhere: {{ load: {{ above: 5 }} }}"));
        var stream = subject.Stream(await subject.Train(await lab.Engine()));
        var before = BytesOf(stream);
        Assert.Empty(subject.Learn(stream, [Event("a", "\"load\":1"), Event("b", "\"load\":2,\"power\":3")], 2));
        Assert.Equal(before, BytesOf(stream));
        Assert.Single(subject.Learn(stream, [Event("c", "\"load\":6")], 1));
    }

    [Fact]
    public async Task Another_version_starts_as_it_was_trained()
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of("ridge", $"{Recipes.Plain}\n{BeforeCut}"));
        var (model, events) = (await subject.Train(engine), await subject.Events(engine, AfterCut, labelled: true));
        var stream = subject.Stream(null, 0);
        Assert.Empty(subject.Learn(stream, events, 100));
        Assert.Null(Predict(subject).Ask(stream, new("", [], subject.Batch(Event("a"))), default));
        stream.Adopt(new(3, model), _ => true);
        while (stream.ContinueAdopting()) { }
        Assert.Equal(3, stream.Version);
        Assert.Equal(BytesOf(subject.Stream(model)), BytesOf(stream));
        subject.Learn(stream, events, 100);
        Assert.Single(Taken(stream, new StateBuffer()));
        stream.Adopt(new(4, model), _ => true);
        while (stream.ContinueAdopting()) { }
        Assert.Equal(4, stream.Version);
        Assert.Equal(BytesOf(subject.Stream(model)), BytesOf(stream));
        Assert.Single(Taken(stream, new StateBuffer()));   // the state of before is written over
    }

    [Fact]
    public async Task The_trained_model_stays_as_it_is()
    {
        var engine = await lab.Engine();
        foreach (var estimator in (string[])["ridge", "majority", "gaussian-naive-bayes", "mean"])
        {
            var subject = Domains.OfSensors(Recipes.Of(estimator, $"{Recipes.Plain}\n{BeforeCut}"));
            var model = await subject.Train(engine);
            var bytes = subject.Artifact(model);
            subject.Learn(subject.Stream(model), await subject.Events(engine, AfterCut, labelled: true), 100);
            Assert.Equal(bytes, subject.Artifact(model));
        }
    }

    static ModelQuery Predict(Subject subject) => subject.Kind.Queries.Single(query => query.Name == "predict");

    static Dictionary<string, object[]> Answers(Subject subject, TableStream stream, EventBatch batch)
    {
        var features = stream.Predictor!.Features(new EventRows(batch, [.. stream.Columns.Select(column => subject.Schema.IndexOf(column.Name))]));
        return Enumerable.Range(0, batch.Count).ToDictionary(batch.Id, row => stream.Predictor.Predict(features, row));
    }

    static IEnumerable<StateEntry> Taken(TableStream stream, StateBuffer states)
    {
        states.Clear();
        while (stream.TakeChanged(1, states)) { }
        return states;
    }

    static byte[] BytesOf(TableStream stream)
    {
        var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes)) stream.Write(writer);
        return bytes.ToArray();
    }

    /// <summary>An event with the values given, and others that are all right.</summary>
    static string Event(string id, string more = "")
    {
        var own = more.Length == 0 ? "" : $",{more}";
        return $$"""{"id":"{{id}}","time":"2025-06-01T00:00:00","station":"s1","counts":3,"load":5.5,"code":"12"{{own}}}""";
    }
}
