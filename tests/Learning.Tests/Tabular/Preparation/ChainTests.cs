using DistributedML.Compute;
using DistributedML.Learning.Estimation;
using DistributedML.Learning.Linear;
using DistributedML.Learning.Reduction;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Preparation;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tests.Tabular.Preparation;

public class ChainTests
{
    static readonly Step[] Steps =
    [
        .. new IOptions[]
        {
            new DropOptions { Columns = ["nothing", "double"] },
            new DatesOptions { Columns = ["date", "hours"], Unit = DateUnit.Hours },
            new ImputeOptions { Indicator = true },
            new StandardiseOptions(),
            new TargetEncodeOptions(),
            new TfIdfOptions(),
            new SelectVarianceOptions { Threshold = 0.01 },
        }.Select(Step.Of),
    ];

    [Fact]
    public void A_chain_does_what_its_steps_do_one_after_another()
    {
        var rows = Mixed.Rows(70);
        var chain = new ChainTrainer(Steps).Train(rows, Training.Alone);
        Assert.Equal(Steps.Select(step => step.Kind.Name), chain.Steps.Select(step => step.Name));
        Assert.Equal(rows.Schema, chain.Inputs);
        var later = Mixed.Rows(30, seed: 8);
        Assert.Equal(Mixed.Values(chain.Steps.Aggregate(later, (made, step) => step.Step.Apply(made))), Mixed.Values(chain.Apply(later)));
    }

    [Fact]
    public void The_training_rows_come_back_transformed_and_cross_fitted()
    {
        var rows = Mixed.Rows(70);
        var (chain, made) = new ChainTrainer(Steps).Fit(rows, Training.Alone);
        var applied = chain.Apply(rows);
        Assert.Equal(applied.Schema, made.Schema);
        for (var f = 0; f < made.Schema.Count; f++)
        {
            if (made.Schema[f].Name.StartsWith("level:")) Assert.NotEqual(applied.Numeric(f), made.Numeric(f));
            else if (made.Schema[f].Type == FeatureType.Numeric) Assert.Equal(applied.Numeric(f), made.Numeric(f));
        }
    }

    [Fact]
    public void A_chain_keeps_the_laws_of_a_step()
    {
        var rows = Mixed.Rows(70);
        var chain = new ChainTrainer(Steps).Train(rows, Training.Alone);
        var bytes = ModelBytes.Of(chain);
        Assert.Equal(bytes, ModelBytes.Of(new ChainTrainer(Steps).Train(rows, Training.Alone)));
        var read = Chain.Read(new BinaryReader(new MemoryStream(bytes)));
        Assert.Equal(bytes, ModelBytes.Of(read));
        var (row, output, batch) = (new FeatureRow(rows.Schema), new FeatureRow(read.Outputs), Mixed.Values(chain.Apply(rows)));
        for (var i = 0; i < rows.Rows; i++)
        {
            row.Set(rows, i);
            read.Apply(row, output);
            Assert.Equal(batch[i], Mixed.Values(output));
        }
        foreach (var ranks in (int[])[2, 4])
        {
            var chains = ThreadGang.Run(
                ranks, (gang, cancel) => new ChainTrainer(Steps).Train(rows.Share(gang.Rank, ranks), new(gang, null, cancel)),
                TestContext.Current.CancellationToken);
            Assert.Single(chains.Select(ModelBytes.Hash).Distinct());
            Mixed.AssertClose(chain.Apply(rows), chains[0].Apply(rows));
        }
    }

    [Fact]
    public void A_chain_of_no_steps_leaves_rows_as_they_are()
    {
        var rows = Mixed.Rows(20);
        var chain = new ChainTrainer([]).Train(rows, Training.Alone);
        Assert.Same(rows, chain.Apply(rows));
        var (row, output) = (new FeatureRow(rows.Schema), new FeatureRow(rows.Schema));
        row.Set(rows, 4);
        chain.Apply(row, output);
        Assert.Equal(Mixed.Values(row), Mixed.Values(output));
        Assert.Empty(Chain.Read(new BinaryReader(new MemoryStream(ModelBytes.Of(chain)))).Steps);
    }

    [Fact]
    public void Principal_components_are_a_step_too()
    {
        var chain = new ChainTrainer([Step.Of(new StandardiseOptions()), Step.Of(new PcaOptions { Components = 2 })]).Train(Iris.Rows,
            Training.Alone);
        Assert.Equal(["pca1", "pca2"],
            Chain.Read(new BinaryReader(new MemoryStream(ModelBytes.Of(chain)))).Outputs.Features.Select(f => f.Name));
    }

    [Fact]
    public void Bytes_that_are_no_chain_are_refused()
    {
        var bytes = ModelBytes.Of(new ChainTrainer([Step.Of(new StandardiseOptions())]).Train(Iris.Rows, Training.Alone));
        var name = bytes.AsSpan().IndexOf("standardise"u8);
        bytes[name] = (byte)'z';
        Assert.Contains("a step 'ztandardise'",
            Assert.Throws<InvalidDataException>(() => Chain.Read(new BinaryReader(new MemoryStream(bytes)))).Message);
        Assert.Contains("step min-max reads other features", Assert.Throws<ArgumentException>(() => new Chain(
            Mixed.Rows(5).Schema, [("min-max",
                Step.Of(new MinMaxOptions()).Kind.Fit(Iris.Rows, new MinMaxOptions(), Training.Alone).Transformation)])).Message);
    }

    [Fact]
    public void Progress_names_the_steps_and_errors_name_theirs()
    {
        var reports = new List<TrainingProgress>();
        new ChainTrainer(Steps).Train(Mixed.Rows(40), new(Solo.Instance, new Reports(reports.Add)));
        Assert.Equal(Steps.Select(step => step.Kind.Name), reports.Select(report => report.Step));
        Assert.Equal((Steps.Length, Steps.Length), (reports[^1].Done, reports[^1].Total));
        Step[] wrong = [Step.Of(new StandardiseOptions()), Step.Of(new BinsOptions { Columns = ["gone"] })];
        Assert.StartsWith("bins: there is no feature 'gone'",
            Assert.Throws<DatasetException>(() => new ChainTrainer(wrong).Train(Iris.Rows, Training.Alone)).Message);
    }

    [Fact]
    public void One_event_of_50_features_makes_no_garbage_on_its_way_to_a_prediction()
    {
        var rows = Events(200);
        Step[] steps = [Step.Of(new ImputeOptions()), Step.Of(new StandardiseOptions()), Step.Of(new OneHotOptions())];
        var (chain, made) = new ChainTrainer(steps).Fit(rows, Training.Alone);
        var model = new LinearTrainer(new RidgeOptions()).Train(made, Training.Alone);
        var (row, output) = (new FeatureRow(chain.Inputs), new FeatureRow(chain.Outputs));
        row.Set(rows, 5);
        chain.Apply(row, output);
        var expected = model.Predict(output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0.0;
        for (var i = 0; i < 1000; i++)
        {
            chain.Apply(row, output);
            sum += model.Predict(output);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1000 * expected, sum, 1e-6);
    }

    [Fact]
    public void Many_threads_use_one_chain()
    {
        var rows = Mixed.Rows(60);
        var chain = new ChainTrainer(Steps).Train(rows, Training.Alone);
        var expected = Mixed.Values(chain.Apply(rows));
        Parallel.For(0, 4, thread =>
        {
            var (row, output) = (new FeatureRow(rows.Schema), new FeatureRow(chain.Outputs));
            for (var i = 0; i < 200; i++)
            {
                row.Set(rows, (i + thread) % 60);
                chain.Apply(row, output);
                Assert.Equal(expected[(i + thread) % 60], Mixed.Values(output));
            }
        });
    }

    public static TheoryData<string> Estimators =>
        [.. Estimation.Estimators.All.Where(one => one.Name != "pca").Select(estimator => estimator.Name)];

    [Theory, MemberData(nameof(Estimators))]
    public void The_default_chain_makes_what_an_estimator_takes(string name)
    {
        var estimator = Estimation.Estimators.Find(name)!;
        var mixed = Mixed.Rows(150);
        var rows = mixed.With(target: [.. mixed.Numeric(1).Select(count => (double)count)]);
        if (!estimator.Traits.HasFlag(InputTraits.TakesSparse))
            rows = new ChainTrainer([Step.Of(new DropOptions { Columns = ["block"] })]).Fit(rows, Training.Alone).Rows;
        var (chain, made) = new ChainTrainer(Preparations.Default(rows.Schema, estimator.Traits, estimator.Task)).Fit(rows, Training.Alone);
        var model = estimator.Train(made, estimator.DefaultOptions(), Training.Alone);
        Assert.All(Predictions.Of(model, chain.Apply(rows)), answer => Assert.True(double.IsFinite(answer)));
    }

    [Fact]
    public void The_default_chain_depends_on_what_the_estimator_takes()
    {
        var many = new FeatureSchema(
        [
            new("x", FeatureType.Numeric), new("t", FeatureType.Text),
            new("k", FeatureType.Categorical) { Levels = [.. Enumerable.Range(0, 100).Select(i => $"l{i}")] },
        ]);
        string Names(InputTraits traits, EstimatorTask task) =>
            string.Join(' ', Preparations.Default(many, traits, task).Select(step => step.Kind.Name));
        Assert.Equal("impute standardise one-hot tf-idf",
            Names(InputTraits.TakesSparse | InputTraits.WantsScaled, EstimatorTask.Classifier));
        Assert.Equal("impute min-max one-hot tf-idf",
            Names(InputTraits.TakesSparse | InputTraits.NeedsNonNegative, EstimatorTask.Classifier));
        Assert.Equal("drop", Names(InputTraits.TakesMissing | InputTraits.TakesCategorical, EstimatorTask.Regressor));
        Assert.Equal("impute target-encode drop", Names(InputTraits.None, EstimatorTask.Regressor));
        Assert.Equal("impute standardise frequency drop", Names(InputTraits.WantsScaled, EstimatorTask.Clusterer));
        Assert.Equal("", Names(InputTraits.IgnoresFeatures, EstimatorTask.Classifier));
    }

    /// <summary>45 numeric features with holes and 5 categorical ones, with a target.</summary>
    static Dataset Events(int rows)
    {
        var random = new CounterRandom(1);
        var (features, columns) = (new List<Feature>(), new List<object>());
        for (var f = 0L; f < 50; f++)
        {
            var first = f * 1_000_000;
            features.Add(f < 45 ? new($"x{f}", FeatureType.Numeric)
                : new($"k{f}", FeatureType.Categorical) { Levels = ["a", "b", "c", "d"] });
            columns.Add(f < 45
                ? Enumerable.Range(0, rows).Select(i => random.Uniform(first + i) < 0.1 ? float.NaN
                    : (float)random.Normal(first + i)).ToArray()
                : Enumerable.Range(0, rows).Select(i => random.Below(first + i, 4)).ToArray());
        }
        var target = Enumerable.Range(0, rows).Select(i => random.Normal(90_000_000 + i)).ToArray();
        return new(new FeatureSchema(features), rows, columns) { Target = target };
    }

    sealed class Reports(Action<TrainingProgress> add) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => add(value);
    }
}
