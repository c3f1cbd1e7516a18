using System.Text.Json;
using System.Xml.Linq;
using DistributedML.Learning.Estimation;
using DistributedML.Models.Artifacts;

namespace DistributedML.Tests.Models.Tables;

/// <summary>Every estimator trains from a pipeline file, is written and read, is measured, and is the same on any number of ranks.</summary>
public sealed class TrainingTests(Lab lab) : IClassFixture<Lab>
{
    const int ManyRows = 4_200;   // of which each of 4 ranks has some: a rank takes blocks of 1,024

    public static TheoryData<string> All => Recipes.All;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task Trains_and_is_read_back_equal(string estimator)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of(estimator, Recipes.EveryForm));
        var model = await subject.Train(engine);
        var artifact = subject.Artifact(model);
        var again = subject.Read(artifact);
        Assert.Equal(artifact, subject.Artifact(again));
        Assert.Equal((estimator, model.Predictor.GetType()), (again.Estimator.Name, again.Predictor.GetType()));
        Close.Equal(await subject.Predictions(model, engine), await subject.Predictions(again, engine), 0, estimator);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_header_says_options_and_columns(string estimator)
    {
        var subject = Domains.OfSensors(Recipes.Of(estimator, Recipes.EveryForm));
        var model = await subject.Train(await lab.Engine());
        using var reader = new BinaryReader(new MemoryStream(subject.Artifact(model)));
        var header = Artifact.ReadHeader(reader);
        Assert.Equal((subject.Kind.Name, subject.Kind.Format), (header.Kind, header.Format));
        Assert.Equal(estimator, header.Options.GetProperty("estimator").GetString());

        var written = header.Options.GetProperty("options");
        var defaults = Estimators.Find(estimator)!.DefaultOptions();
        var expected = JsonSerializer.SerializeToElement(defaults, defaults.GetType(), ArtifactHeader.Json);
        Assert.Equal(expected.EnumerateObject().Select(property => property.Name), written.EnumerateObject().Select(property => property.Name));
        if (Recipes.Options(estimator)?.Split(": ") is not [var name, var value]) return;
        Assert.NotEqual(expected.GetProperty(name).GetRawText(), written.GetProperty(name).GetRawText());
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(value).RootElement, written.GetProperty(name)), $"{name}: {written.GetProperty(name)}; expected {value}");

        Assert.Equal("id", header.Outputs[0].Name);
        Assert.Equal(subject.Profile.Columns(model.Predictor), header.Outputs.Skip(1));
        foreach (var column in (string[])["temperature", "station", "installed", "time"]) Assert.Contains(column, header.Inputs.Select(input => input.Name));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Is_measured_and_reported(string estimator)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of(estimator, Recipes.EveryForm), "heat-and-cold");
        var model = await subject.Train(engine);
        var evaluation = await subject.Evaluate(model, engine);
        var headline = subject.Kind.CreateTask(subject.Pipeline, subject.Definition, engine).Headline;
        Assert.True(double.IsFinite(evaluation.Metrics[headline.Metric]), $"{headline.Metric} is {evaluation.Metrics[headline.Metric]}");
        Assert.Equal(Domains.Rows, evaluation.Metrics["rows"] + evaluation.Metrics["rowsLearned"]);
        Assert.StartsWith(headline.Metric, evaluation.Summary, StringComparison.Ordinal);
        foreach (var baseline in subject.Profile.Baselines)
        {
            var name = $"{(baseline == "last-value" ? "lastValue" : baseline)}.{headline.Metric}";
            Assert.True(double.IsFinite(evaluation.Metrics[name]), $"{name} is {evaluation.Metrics[name]}");
        }

        var page = XDocument.Parse(evaluation.Report!);
        Assert.Equal("heat-and-cold", page.Descendants().Single(element => element.Name.LocalName == "h1").Value);
        Assert.Contains(estimator, page.Root!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ridge", "mean.rmse"), InlineData("linear-regression", "mean.rmse"), InlineData("decision-tree-regressor", "mean.rmse")]
    [InlineData("logistic-regression", "majority.logLoss")]
    [InlineData("decision-tree-classifier", "majority.logLoss")]
    public async Task Learns_more_than_the_baseline(string estimator, string baseline)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of(estimator, Recipes.EveryForm));
        var metrics = (await subject.Evaluate(await subject.Train(engine), engine)).Metrics;
        Assert.InRange(metrics[baseline.Split('.')[1]], 0, 0.7 * metrics[baseline]);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Is_the_same_on_1_2_and_4_ranks(string estimator)
    {
        var one = await lab.Engine(1);
        foreach (var rows in (int[])[Domains.Rows, ManyRows])   // of the few rows, ranks 2 and 3 have none
        {
            await Lab.Fill(one, rows);
            var subject = Domains.OfSensors(Recipes.Of(estimator, Recipes.EveryForm));
            var model = await subject.Train(one);
            var (expected, metrics) = (await subject.Predictions(model, one), (await subject.Evaluate(model, one)).Metrics);
            foreach (var ranks in rows == ManyRows ? (int[])[2, 4] : [4])
            {
                var engine = await lab.Engine(ranks);
                await Lab.Fill(engine, rows);
                var other = await subject.Train(engine);
                // Known failure: k-means draws its start by the rows' places, which blocks of 1,024 change where each rank has several: another
                // start, another optimum. The models are compared by how good they are.
                if (estimator == "k-means" && rows == ManyRows)
                    Assert.InRange((await subject.Evaluate(other, engine)).Metrics["meanDistance"], 0.8 * metrics["meanDistance"], 1.25 * metrics["meanDistance"]);
                else
                    Close.Equal(expected, await subject.Predictions(other, one), 1e-4, $"{estimator} on {ranks} ranks, {rows} rows");
                var measured = (await subject.Evaluate(model, engine)).Metrics;
                Assert.Equal(metrics.Keys, measured.Keys);
                foreach (var (name, value) in metrics)
                    Assert.True(double.IsNaN(value) ? double.IsNaN(measured[name]) : Math.Abs(value - measured[name]) <= 1e-3 * Math.Max(1, Math.Abs(value)), $"{name}: {value} and {measured[name]}");
            }
        }
        await Lab.Fill(await lab.Engine(2), Domains.Rows);
    }

    [Theory]
    [InlineData("multinomial-naive-bayes", "features: [{ words: { type: text } }]")]
    [InlineData("logistic-regression", "features: [{ words: { type: text } }, genre, minutes]\nprepare: [{ tf-idf: { maxWords: 2 } }, { one-hot: { maxDense: 8 } }, standardise]")]
    [InlineData("decision-tree-classifier", "exclude: [person, words]")]
    public async Task Learns_whole_numbers_as_classes_from_words(string estimator, string more)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfRatings($"kind: classifier\nstream: ratings\ntarget: stars\nestimator: {estimator}\n{more}");
        var model = await subject.Train(engine);
        Assert.Equal(["1", "2", "3", "4", "5"], subject.Profile.Columns(model.Predictor).Skip(2).Select(column => column.Name["probability_".Length..]));
        var metrics = (await subject.Evaluate(model, engine)).Metrics;
        if (more.Contains("words: {", StringComparison.Ordinal)) Assert.InRange(metrics["logLoss"], 0, 0.8 * metrics["majority.logLoss"]);
        Assert.Equal(subject.Artifact(model), subject.Artifact(subject.Read(subject.Artifact(model))));
    }

    [Fact]
    public async Task Progress_is_told_and_a_training_can_be_cancelled()
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of("logistic-regression", Recipes.EveryForm));
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => subject.Kind.CreateTask(subject.Pipeline, subject.Definition, engine).Train(null, stop.Token));
        var told = new Told();
        await subject.Kind.CreateTask(subject.Pipeline, subject.Definition, engine).Train(told, Cancel);
        Assert.NotEmpty(told.Values);
    }

    sealed class Told : IProgress<DistributedML.Learning.TrainingProgress>
    {
        public List<DistributedML.Learning.TrainingProgress> Values { get; } = [];

        public void Report(DistributedML.Learning.TrainingProgress value) => Values.Add(value);
    }
}
