using DistributedML.Compute;
using DistributedML.Learning.Estimation;
using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>What every estimator of the list must keep. An exception stands with its reason where the law is.</summary>
public class EstimatorLaws
{
    public static TheoryData<string> Names => [.. Estimators.All.Select(estimator => estimator.Name)];

    public static TheoryData<string> Classifiers => [.. Estimators.Of(EstimatorTask.Classifier).Select(estimator => estimator.Name)];

    public static TheoryData<string> Regressors => [.. Estimators.Of(EstimatorTask.Regressor).Select(estimator => estimator.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_same_rows_and_options_give_the_same_bytes(string name)
    {
        var rows = Tables.For(Find(name), 200);
        Assert.Equal(ModelBytes.Hash(Train(name, rows)), ModelBytes.Hash(Train(name, rows)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Ranks_end_with_one_model_that_answers_as_one_rank_does(string name)
    {
        var rows = Tables.For(Find(name), 203);
        var alone = Predictions.Of(Train(name, rows), rows);
        foreach (var ranks in (int[])[2, 4])
        {
            var models = ThreadGang.Run(ranks, (gang, cancel) => Train(name, rows.Share(gang.Rank, ranks), new(gang, null, cancel)),
                TestContext.Current.CancellationToken);
            Assert.Single(models.Select(ModelBytes.Hash).Distinct());
            AssertClose(alone, Predictions.Of(models[0], rows), Tolerance(name));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_rank_may_have_no_rows(string name)
    {
        var rows = Tables.For(Find(name), 60);
        var models = ThreadGang.Run(2, (gang, cancel) => Train(name, gang.Rank == 1 ? rows : rows.Select([]), new(gang, null, cancel)),
            TestContext.Current.CancellationToken);
        AssertClose(Predictions.Of(Train(name, rows), rows), Predictions.Of(models[0], rows), Tolerance(name));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_order_of_the_rows_makes_no_difference(string name)
    {
        if (name == "k-means") return;        // the start is drawn by the numbers of the rows
        var rows = Tables.For(Find(name), 150);
        var turned = rows.Select([.. Enumerable.Range(0, 150).Reverse()]);
        AssertClose(Predictions.Of(Train(name, rows), rows), Predictions.Of(Train(name, turned), rows), Tolerance(name));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_weight_of_n_is_a_row_n_times_and_a_weight_of_0_is_none(string name)
    {
        if (name == "k-means") return;        // the start is drawn by the numbers of the rows
        var rows = Tables.For(Find(name), 120);
        var repeated = rows.Select([.. Enumerable.Range(0, 120).SelectMany(i => Enumerable.Repeat(i, i % 3))]);
        var weighted = rows.With(weights: [.. Enumerable.Range(0, 120).Select(i => (float)(i % 3))]);
        AssertClose(Predictions.Of(Train(name, repeated), rows), Predictions.Of(Train(name, weighted), rows), Tolerance(name));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_row_alone_gets_the_answer_that_it_gets_in_a_table(string name)
    {
        var rows = Tables.For(Find(name), 101);
        var model = Train(name, rows);
        var one = new Predictions.OneByOne(model, rows.Schema);
        var answers = new List<double>();
        for (var i = 0; i < rows.Rows; i++)
        {
            one.Row.Set(rows, i);
            one.Predict();
            answers.AddRange(one.Answer);
        }
        Assert.Equal(Predictions.Of(model, rows), answers);
    }

    [Theory, MemberData(nameof(Names))]
    public void An_answer_for_one_row_makes_no_garbage(string name)
    {
        var rows = Tables.For(Find(name), 50);
        var one = new Predictions.OneByOne(Train(name, rows), rows.Schema);
        one.Row.Set(rows, 7);
        one.Predict();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) one.Predict();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_model_that_was_written_and_read_is_the_same(string name)
    {
        var rows = Tables.For(Find(name), 80);
        var model = Train(name, rows);
        var bytes = ModelBytes.Of(model);
        var read = Find(name).Read(new BinaryReader(new MemoryStream(bytes)));
        Assert.Equal(bytes, ModelBytes.Of(read));
        Assert.Equal(Predictions.Of(model, rows), Predictions.Of(read, rows));
        Assert.Equal(rows.Schema, read.Inputs);
    }

    [Theory, MemberData(nameof(Names))]
    public void Bytes_that_end_early_are_no_model(string name)
    {
        var bytes = ModelBytes.Of(Train(name, Tables.For(Find(name), 40)));
        foreach (var length in Enumerable.Range(0, 10).Select(i => bytes.Length * i / 10))
        {
            var error = Record.Exception(() => Find(name).Read(new BinaryReader(new MemoryStream(bytes[..length]))));
            Assert.True(error is EndOfStreamException or InvalidDataException, $"{length} bytes: {error}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_cancelled_training_ends(string name)
    {
        var rows = Tables.For(Find(name), 40);
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => Train(name, rows, new(Solo.Instance, null, cancel.Token)));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_training_that_is_cancelled_while_it_runs_ends(string name)
    {
        if (Find(name).Traits.HasFlag(InputTraits.IgnoresFeatures)) return;          // a baseline is one short pass
        // One pass: looks every 65,536 rows
        if (name.EndsWith("naive-bayes", StringComparison.Ordinal) || name is "ridge" or "linear-regression") return;
        using var cancel = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Train(name, Tables.For(Find(name), 40),
            new(Solo.Instance, new Reports(_ => cancel.Cancel()), cancel.Token)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Progress_ends_with_everything_done(string name)
    {
        var reports = new List<TrainingProgress>();
        Train(name, Tables.For(Find(name), 40), new(Solo.Instance, new Reports(reports.Add)));
        Assert.NotEmpty(reports);
        Assert.Equal(reports[^1].Total, reports[^1].Done);
        Assert.All(reports, report => Assert.InRange(report.Done, 0, report.Total));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_table_of_0_rows_is_an_error(string name) =>
        AssertError(name, Tables.For(Find(name), 40).Select([]), "0 rows");

    [Theory, MemberData(nameof(Names))]
    public void Weights_below_0_and_all_0_are_errors(string name)
    {
        var rows = Tables.For(Find(name), 10);
        AssertError(name, rows.With(weights: [1, 1, -2, 1, 1, 1, 1, 1, 1, 1]), "row 2: the weight is -2");
        AssertError(name, rows.With(weights: new float[10]), "all rows are 0");
    }

    [Theory, MemberData(nameof(Names))]
    public void A_missing_or_infinite_value_is_an_error_where_it_is_of_no_use(string name)
    {
        var rows = Tables.For(Find(name), 40);
        var traits = Find(name).Traits;
        if (!traits.HasFlag(InputTraits.TakesMissing)) AssertError(name, rows.WithValue(17, float.NaN),
            "feature 'x0', row 17: the value is missing", "impute");
        else Assert.All(Predictions.Of(Train(name, rows.WithValue(17, float.NaN)), rows.WithValue(3, float.NaN)),
            value => Assert.True(double.IsFinite(value)));
        if (!traits.HasFlag(InputTraits.IgnoresFeatures)) AssertError(name, rows.WithValue(17, float.PositiveInfinity),
            "feature 'x0', row 17: the value is infinite", "clip");
        if (traits.HasFlag(InputTraits.TakesMissing)) return;
        var model = Train(name, rows);
        var error = Assert.Throws<DatasetException>(() => Predictions.Of(model, rows.WithValue(17, float.NaN)));
        Assert.Contains("feature 'x0', row 17", error.Message);
        var one = new Predictions.OneByOne(model, rows.Schema);
        one.Row.Set(rows.WithValue(0, float.NaN), 0);
        Assert.Contains("feature 'x0'", Assert.Throws<DatasetException>(one.Predict).Message);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_feature_of_a_type_that_is_not_taken_is_an_error(string name)
    {
        var rows = Tables.For(Find(name), 40);
        var traits = Find(name).Traits;
        if (traits.HasFlag(InputTraits.IgnoresFeatures)) return;
        AssertError(name, rows.WithFeature(new("words", FeatureType.Text), new string?[40]), "feature 'words' is Text", "exclude it");
        if (!traits.HasFlag(InputTraits.TakesCategorical))
            AssertError(name, rows.WithFeature(new("kind", FeatureType.Categorical) { Levels = ["a"] }, new int[40]),
                "feature 'kind' is Categorical", "encoding");
        if (!traits.HasFlag(InputTraits.TakesSparse))
            AssertError(name, rows.WithFeature(new("terms", FeatureType.Sparse) { Width = 2 }, new SparseBlock(2, new int[41], [], [])),
                "feature 'terms' is");
    }

    [Theory, MemberData(nameof(Names))]
    public void Rows_of_another_schema_are_an_error(string name)
    {
        var rows = Tables.For(Find(name), 40);
        var model = Train(name, rows);
        var other = rows.WithFeature(new("more", FeatureType.Numeric), new float[40]);
        Assert.Contains("features", Assert.Throws<DatasetException>(() => Predictions.Of(model, other)).Message);
        Assert.Throws<DatasetException>(new Predictions.OneByOne(model, other.Schema).Predict);
        var renamed = rows.With(new FeatureSchema(rows.Schema.Features.Select(f => f.Name == "x0" ? f with { Name = "y" } : f)),
            [.. Enumerable.Range(0, rows.Schema.Count).Select(rows.Column)]);
        Assert.Contains("'y'", Assert.Throws<DatasetException>(() => Predictions.Of(model, renamed)).Message);
    }

    [Theory, MemberData(nameof(Classifiers))]
    public void A_classifier_says_what_is_wrong_with_its_classes(string name)
    {
        var rows = Tables.For(Find(name), 40);
        AssertError(name, rows.Unlabelled(), "no target of classes");
        AssertError(name, rows.With(classNames: ["only"]), "'only'", "at least 2");
        AssertError(name, rows.With(classes: [.. rows.Classes!.Select((c, i) => i == 5 ? -1 : c)]), "row 5: the class has code -1");
        // The majority of one class is that class
        if (name != "majority") AssertError(name, rows.With(classes: new int[40]), "all rows are of class 'red'");
    }

    [Theory, MemberData(nameof(Classifiers))]
    public void A_class_without_rows_has_probability_0_and_a_rows_sum_is_1(string name)
    {
        var rows = Tables.For(Find(name), 60);
        var answers = Predictions.Of(Train(name, rows.With(classes: [.. rows.Classes!.Select(c => c % 2)])), rows);
        foreach (var row in answers.Chunk(3))
        {
            Assert.Equal(0, row[2]);
            Assert.Equal(1, row.Sum(), 1e-12);
        }
    }

    [Theory, MemberData(nameof(Regressors))]
    public void A_regressor_says_what_is_wrong_with_its_target(string name)
    {
        var rows = Tables.For(Find(name), 40);
        AssertError(name, rows.Unlabelled(), "no target of numbers");
        AssertError(name, rows.With(target: [.. rows.Target!.Select((y, i) => i == 5 ? double.NaN : y)]), "row 5: the target is missing");
    }

    [Theory, MemberData(nameof(Regressors))]
    public void A_constant_target_is_predicted(string name)
    {
        var rows = Tables.For(Find(name), 40);
        Assert.All(Predictions.Of(Train(name, rows.With(target: [.. Enumerable.Repeat(7.5, 40)])), rows),
            value => Assert.Equal(7.5, value, 1e-9));
    }

    [Theory, MemberData(nameof(Names))]
    public void Half_in_a_batch_and_half_row_by_row_equal_the_whole(string name)
    {
        var rows = Tables.For(Find(name), 90);
        if (Train(name, rows.Select([.. Enumerable.Range(0, 60)])) is not ILearnsOn half) return;
        var online = half.LearnOn();
        var before = ModelBytes.Hash((IState)half);
        var row = new FeatureRow(rows.Schema);
        for (var i = 60; i < 90; i++)
        {
            row.Set(rows, i);
            if (online is IOnlineClassifier classifier) classifier.Learn(row, rows.Classes![i]);
            else ((IOnlineRegressor)online).Learn(row, rows.Target![i]);
        }
        var whole = Train(name, rows);
        Assert.Equal(ModelBytes.Hash(whole), ModelBytes.Hash(online));
        Assert.Equal(Predictions.Of(whole, rows), Predictions.Of(online.ToModel(), rows));
        Assert.Equal(before, ModelBytes.Hash((IState)half));
    }

    [Theory, MemberData(nameof(Names))]
    public void Options_have_valid_defaults_and_others_are_refused(string name)
    {
        var estimator = Find(name);
        Assert.Empty(estimator.DefaultOptions().Check());
        Assert.IsType(estimator.OptionsType, estimator.DefaultOptions());
        var error = Assert.Throws<ArgumentException>(() => estimator
            .Train(Tables.For(estimator, 40), new Recommendation.EaseOptions(), Training.Alone));
        Assert.Contains(estimator.OptionsType.Name, error.Message);
    }

    [Theory, MemberData(nameof(Names))]
    public void Importances_name_every_column(string name)
    {
        var rows = Tables.For(Find(name), 60);
        if (Train(name, rows) is not IFeatureImportance model) return;
        Assert.Equal("x0", model.Importances[0].Feature);
        Assert.Equal(rows.Schema.Features.Sum(feature => feature.Width), model.Importances.Count);
        Assert.Equal(0, model.Importances.Single(column => column.Feature == "constant").Value);
    }

    [Fact]
    public void Names_are_unique_and_found()
    {
        Assert.Equal(Estimators.All.Count, Estimators.All.Select(estimator => estimator.Name).Distinct().Count());
        Assert.All(Estimators.All, estimator => Assert.Same(estimator, Estimators.Find(estimator.Name)));
        Assert.Null(Estimators.Find("k-medians"));
    }

    static Estimator Find(string name) => Estimators.Find(name)!;

    static IPredictor Train(string name, Dataset rows, Training? training = null) =>
        Find(name).Train(rows, Find(name).DefaultOptions(), training ?? Training.Alone);

    /// <summary>By rounding only; the optimiser of logistic regression stops at its tolerance.</summary>
    static double Tolerance(string name) => name == "logistic-regression" ? 1e-4 : 1e-6;

    static void AssertError(string name, Dataset rows, params string[] parts)
    {
        var error = Assert.Throws<DatasetException>(() => Train(name, rows));
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }

    static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }

    sealed class Reports(Action<TrainingProgress> add) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => add(value);
    }
}
