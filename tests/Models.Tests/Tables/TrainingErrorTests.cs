using DistributedML.Data;
using DistributedML.Models;
using DistributedML.Models.Artifacts;

namespace DistributedML.Tests.Models.Tables;

/// <summary>Tables that cannot be learned from, and artifacts that are damaged: what is said.</summary>
public sealed class TrainingErrorTests(Lab lab) : IClassFixture<Lab>
{
    const string Ridge = "kind: regressor\ntarget: power\nestimator: ridge\n", Bayes = "kind: classifier\ntarget: state\nestimator: gaussian-naive-bayes\n";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> All => Recipes.All;

    [Theory]
    [InlineData(Ridge + "features: [load]", "power: null::double", "none of the 1,187 rows to learn from has a target")]
    [InlineData(Bayes + "features: [load]", "state: null::varchar", "none of the 1,187 rows to learn from has a target")]
    [InlineData(Bayes + "features: [load]", "state: 'mid'", "the target has 1 class")]
    [InlineData(Ridge + "features: [{ load: { type: number } }]", "load: 'x'", "feature 'load' is to be a number and holds texts; give it another type")]
    [InlineData(Ridge + "features: [{ station: { type: number } }]", "", "feature 'station' is to be a number and holds texts; give it another type")]
    [InlineData(Ridge + "features: [{ station: { type: date } }]", "", "feature 'station' is to be a date and holds texts; give it another type")]
    [InlineData(Ridge + "features: [{ installed: { type: number } }]", "", "feature 'installed' is to be a number and holds dates; give it another type")]
    [InlineData(Ridge + "features: [{ same: load }]", "load: power", "feature 'same' has the target's value in every row; exclude it: it would not be known when the target is to be predicted")]
    [InlineData(Bayes + "features: [load, code]", "code: state", "feature 'code' has the target's value in every row; exclude it")]
    [InlineData("kind: classifier\ntarget: alarm\nestimator: majority\nfeatures: [aired]", "aired: alarm", "feature 'aired' has the target's value in every row; exclude it")]
    [InlineData("kind: classifier\ntarget: counts\nestimator: majority\nfeatures: [load]", "load: counts", "feature 'load' has the target's value in every row; exclude it")]
    [InlineData(Ridge + "features: [code]", "", "feature 'code' has 853 values in 1187 rows, so it names rows")]
    [InlineData(Ridge + "features: [id]", "", "so it names rows rather than kinds of them; exclude it, or give it type: text to learn from its words")]
    [InlineData(Ridge + "features: [load, humidity]\nprepare: []", "", "humidity")]
    [InlineData(Ridge + "features: [load]\nprepare: []", "load: 'infinity'::double", "load")]
    [InlineData(Ridge + "features: [load]", "load: case when id = '5' then 'infinity'::double else load end", "load")]
    [InlineData(Ridge + "features: [load]", "load: case when id = '5' then 1e300 else load end", "load")]
    [InlineData(Ridge + "features: [load]", "power: case when id = '5' then 'infinity'::double else power end", "the target is infinite")]
    [InlineData(Ridge + "features: [load]\nweight: trust", "trust: -1", "the weight is -1")]
    [InlineData(Ridge + "features: [load]\nweight: trust", "trust: 0", "the weights of all rows are 0; expected at least one above 0")]
    [InlineData(Ridge + "features: [{ words: { sql: \"station || ' ' || code\", type: text } }]\nprepare: []", "", "ridge does not take feature 'words', which is text after the preparation; prepare it with tf-idf, hash or dates, or exclude it")]
    [InlineData(Ridge + "features: [station]\nprepare: []", "", "ridge does not take feature 'station', which is categorical after the preparation; prepare it with one-hot")]
    [InlineData(Bayes + "features: [{ words: { sql: \"station || ' ' || code\", type: text } }]\nprepare: [{ tf-idf: {} }]", "", "gaussian-naive-bayes does not take feature 'words")]
    [InlineData(Ridge + "features: [load]\nprepare: [{ drop: { columns: [load] } }]", "", "the preparation leaves no feature to learn from; name other features, or take a step out of prepare")]
    [InlineData(Bayes + "features: [{ words: { sql: station, type: text } }]", "", "the preparation leaves no feature to learn from")]
    [InlineData("kind: clusterer\nestimator: k-means\noptions: { clusters: 2000 }\nfeatures: [load]", "", "2000")]
    [InlineData("kind: classifier\ntarget: state\nestimator: multinomial-naive-bayes\nfeatures: [load]\nprepare: []", "load: load - 3", "load")]
    public async Task Says_what_is_wrong(string model, string changed, string expected)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(model);
        await Change(engine, changed);
        try
        {
            var error = await Assert.ThrowsAsync<TableException>(() => subject.Train(engine));
            Assert.StartsWith("model m: ", error.Message, StringComparison.Ordinal);
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
            Assert.Equal(TableFault.Input, error.Fault);
        }
        finally
        {
            await Lab.Fill(engine, Domains.Rows);
        }
    }

    [Theory]
    [InlineData("features: [{ x: load + }]"), InlineData("features: [{ x: no_such_function(load) }]"), InlineData("features: [{ x: cast(station as integer) }]")]
    public async Task SQL_that_the_engine_refuses_is_said(string more)
    {
        var error = await Assert.ThrowsAsync<TableException>(async () => await Domains.OfSensors(Ridge + more).Train(await lab.Engine()));
        Assert.NotEmpty(error.Message);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_table_of_no_rows_is_refused(string estimator)
    {
        var engine = await lab.Engine();
        await Lab.Fill(engine, 0);
        try
        {
            var subject = Domains.OfSensors(Recipes.Of(estimator, Recipes.EveryForm));
            var error = await Assert.ThrowsAsync<TableException>(() => subject.Train(engine));
            Assert.Matches("^model m: .*0 (rows|classes)", error.Message);
        }
        finally
        {
            await Lab.Fill(engine, Domains.Rows);
        }
    }

    [Theory]
    [InlineData("ridge"), InlineData("linear-regression"), InlineData("decision-tree-regressor"), InlineData("mean"), InlineData("last-value")]
    public async Task A_constant_target_is_predicted(string estimator)
    {
        var engine = await lab.Engine();
        await Change(engine, "power: 4.0");
        try
        {
            var subject = Domains.OfSensors($"kind: regressor\ntarget: power\nestimator: {estimator}\n{Recipes.EveryForm}");
            var model = await subject.Train(engine);
            Assert.All((await subject.Predictions(model, engine)).Values, answer => Assert.Equal(4, (double)answer[0], 1e-3));
            var evaluation = await subject.Evaluate(model, engine);
            Assert.Equal(0, evaluation.Metrics["rmse"], 1e-3);
        }
        finally
        {
            await Lab.Fill(engine, Domains.Rows);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_feature_without_values_is_said_and_does_no_harm(string estimator)
    {
        var engine = await lab.Engine();
        await Change(engine, "humidity: null::double");
        try
        {
            var subject = Domains.OfSensors(Recipes.Of(estimator, "features: [load, humidity, counts]"));
            var evaluation = await subject.Evaluate(await subject.Train(engine), engine);
            Assert.Contains("feature 'humidity' has no value in any row", evaluation.Findings);
        }
        finally
        {
            await Lab.Fill(engine, Domains.Rows);
        }
    }

    [Fact]
    public async Task A_feature_that_almost_tells_the_target_is_said()
    {
        var engine = await lab.Engine();
        await Change(engine, "load: power * 2 + 1");
        try
        {
            var subject = Domains.OfSensors(Ridge + "features: [load, counts]");
            var evaluation = await subject.Evaluate(await subject.Train(engine), engine);
            Assert.Contains("feature 'load' alone tells the target almost exactly; is it known when the target is to be predicted?", evaluation.Findings);
        }
        finally
        {
            await Lab.Fill(engine, Domains.Rows);
        }
    }

    [Fact]
    public async Task An_artifact_of_another_kind_is_refused()
    {
        var engine = await lab.Engine();
        var (ridge, tree) = (Domains.OfSensors(Ridge + "features: [load]"), Domains.OfSensors(Bayes + "features: [load]"));
        var artifact = ridge.Artifact(await ridge.Train(engine));
        var error = Assert.Throws<ArtifactException>(() => tree.Read(artifact));
        Assert.Equal($"the artifact, written by version {LibraryVersion.Current}, is of kind regressor; expected classifier. A name keeps its kind: give the model another name", error.Message);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_flipped_byte_is_an_error_or_another_whole_model(string estimator)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of(estimator, "features: [load, station, { when: { sql: time, type: date } }, temperature]\nvalidate: { by: time, from: 2025-01-05 }"));
        var artifact = subject.Artifact(await subject.Train(engine));
        var every = 1 + artifact.Length / 150;
        for (var at = 0; at < artifact.Length; at += at < 8 || at > artifact.Length - 8 ? 1 : every)
        {
            foreach (var flip in (byte[])[0x01, 0xFF])
            {
                var damaged = artifact.ToArray();
                damaged[at] ^= flip;
                if (Read(subject, damaged, at) is not { } read) continue;
                var written = subject.Artifact(read);   // what the bytes say is not checked here, that is the hash's; but it is a model
                Assert.True(written.AsSpan().SequenceEqual(subject.Artifact(subject.Read(written))), $"byte {at} of {artifact.Length}");
            }
        }
        for (var length = 0; length < artifact.Length; length += every) Assert.Null(Read(subject, artifact[..length], length));
    }

    [Fact]
    public async Task A_damaged_file_is_refused_by_its_hash()
    {
        var subject = Domains.OfSensors(Ridge + "features: [load]");
        var artifact = subject.Artifact(await subject.Train(await lab.Engine()));
        var (file, hash) = (Path.Combine(lab.Folder, "damaged.model"), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(artifact)));
        artifact[^20] ^= 1;
        await File.WriteAllBytesAsync(file, artifact, Cancel);
        var scoring = subject.Kind.CreateScoring(subject.Pipeline, subject.Definition, new(file, hash, Top: 1));
        var error = Assert.Throws<InvalidDataException>(() => scoring.Scorer.Output);
        Assert.StartsWith($"{file} is not the artifact that was registered: its hash differs", error.Message);
    }

    static DistributedML.Models.Tables.TableModel? Read(Subject subject, byte[] artifact, int at)
    {
        try
        {
            return subject.Read(artifact);
        }
        catch (Exception error) when (error is ArtifactException or InvalidDataException)
        {
            Assert.NotEmpty(error.Message);
            return null;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"byte {at} of {artifact.Length}: {error.GetType().Name}: {error.Message}", error);
        }
    }

    /// <summary>Gives a column other values: "column: expression"; empty for the table as it is.</summary>
    static async Task Change(Engines.LocalEngine engine, string changed)
    {
        if (changed.Split(": ") is [var column, var expression])
            await engine.CreateTableAsync("readings", $"select * replace ({expression} as {column}) from ({Domains.SensorRows()}) order by id::integer", Cancel);
    }
}
