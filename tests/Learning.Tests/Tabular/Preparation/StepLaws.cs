using DistributedML.Compute;
using DistributedML.Learning.Reduction;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Preparation;

namespace DistributedML.Learning.Tests.Tabular.Preparation;

/// <summary>What every kind of step must keep. An exception stands with its reason where the law is.</summary>
public class StepLaws
{
    public static TheoryData<int, string> Steps => Mixed.Names;

    [Fact]
    public void Every_kind_is_looked_at()
    {
        var seen = Mixed.Steps.Select(options => Step.Of(options).Kind.Name).Append("pca");      // an estimator, with laws of its own
        Assert.Equal(Preparations.All.Select(kind => kind.Name).Order(), seen.Distinct().Order());
        Assert.Equal(Preparations.All.Count, Preparations.All.Select(kind => kind.OptionsType).Distinct().Count());
        Assert.All(Preparations.All, kind => Assert.Same(kind, Preparations.Find(kind.Name)));
        Assert.Null(Preparations.Find("whiten"));
    }

    [Theory, MemberData(nameof(Steps))]
    public void A_row_alone_becomes_what_it_becomes_in_a_table(int step, string name)
    {
        var rows = Mixed.Rows(60);
        var fitted = Fit(step, rows).Transformation;
        var (row, output) = (new FeatureRow(rows.Schema), new FeatureRow(fitted.Outputs));
        var later = Mixed.Rows(50, seed: 99);
        var batch = Mixed.Values(fitted.Apply(later));
        for (var i = 0; i < later.Rows; i++)
        {
            row.Set(later, i);
            fitted.Apply(row, output);
            Assert.True(batch[i] == Mixed.Values(output), $"{name}: {batch[i]} and {Mixed.Values(output)}");
        }
    }

    [Theory, MemberData(nameof(Steps))]
    public void Ranks_end_with_one_step_that_does_what_one_rank_fits(int step, string name)
    {
        var rows = Mixed.Rows(61);
        var alone = Fit(step, rows);
        foreach (var ranks in (int[])[2, 4])
        {
            var fitted = ThreadGang.Run(
                ranks, (gang, cancel) => Fit(step, rows.Share(gang.Rank, ranks), new(gang, null, cancel)),
                    TestContext.Current.CancellationToken);
            Assert.Single(fitted.Select(one => ModelBytes.Hash(one.Transformation)).Distinct());
            if (!IsOfMoments(name)) Assert.Equal(ModelBytes.Hash(alone.Transformation), ModelBytes.Hash(fitted[0].Transformation));
            Mixed.AssertClose(alone.Transformation.Apply(rows), fitted[0].Transformation.Apply(rows));
            for (var rank = 0; rank < ranks; rank++) Mixed.AssertClose(alone.Rows.Share(rank, ranks), fitted[rank].Rows);
        }
    }

    [Theory, MemberData(nameof(Steps))]
    public void A_rank_may_have_no_rows(int step, string name)
    {
        var rows = Mixed.Rows(40);
        var fitted = ThreadGang.Run(
            2, (gang, cancel) => Fit(step, gang.Rank == 1 ? rows : rows.Select([]), new(gang, null, cancel)),
                TestContext.Current.CancellationToken);
        Assert.Equal(0, fitted[0].Rows.Rows);
        Assert.True(ModelBytes.Hash(Fit(step, rows).Transformation) == ModelBytes.Hash(fitted[0].Transformation), name);
    }

    [Theory, MemberData(nameof(Steps))]
    public void The_order_of_the_rows_makes_no_difference_to_later_rows(int step, string name)
    {
        var rows = Mixed.Rows(80);
        var turned = rows.Select([.. Enumerable.Range(0, 80).Reverse()]);
        var (forwards, backwards) = (Fit(step, rows).Transformation, Fit(step, turned).Transformation);
        if (!IsOfMoments(name)) Assert.Equal(ModelBytes.Hash(forwards), ModelBytes.Hash(backwards));
        Mixed.AssertClose(forwards.Apply(rows), backwards.Apply(rows));
    }

    [Theory, MemberData(nameof(Steps))]
    public void A_weight_of_n_is_a_row_n_times_and_a_weight_of_0_is_none(int step, string name)
    {
        var rows = Mixed.Rows(90);
        var (weighted, repeated) = Mixed.Weights(rows);
        var (a, b) = (Fit(step, weighted).Transformation, Fit(step, repeated).Transformation);
        Assert.True(a.Outputs.Equals(b.Outputs), name);
        Mixed.AssertClose(a.Apply(rows), b.Apply(rows));
    }

    [Theory, MemberData(nameof(Steps))]
    public void A_step_that_was_written_and_read_is_the_same(int step, string name)
    {
        var rows = Mixed.Rows(50);
        var fitted = Fit(step, rows).Transformation;
        Assert.Equal(ModelBytes.Hash(fitted), ModelBytes.Hash(Fit(step, rows).Transformation));
        var bytes = ModelBytes.Of(fitted);
        var read = Preparations.Find(name)!.Read(new BinaryReader(new MemoryStream(bytes)));
        Assert.Equal(bytes, ModelBytes.Of(read));
        Assert.Equal(Mixed.Values(fitted.Apply(rows)), Mixed.Values(read.Apply(rows)));
        foreach (var length in Enumerable.Range(0, 20).Select(i => bytes.Length * i / 20))
        {
            var error = Record.Exception(() => Preparations.Find(name)!.Read(new BinaryReader(new MemoryStream(bytes[..length]))));
            Assert.True(error is EndOfStreamException or InvalidDataException, $"{length} bytes: {error}");
        }
    }

    [Theory, MemberData(nameof(Steps))]
    public void One_row_makes_no_garbage(int step, string name)
    {
        var rows = Mixed.Rows(50);
        var fitted = Fit(step, rows).Transformation;
        var (row, output) = (new FeatureRow(rows.Schema), new FeatureRow(fitted.Outputs));
        row.Set(rows, 9);
        fitted.Apply(row, output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) fitted.Apply(row, output);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() == before, name);
    }

    [Theory, MemberData(nameof(Steps))]
    public void What_belongs_to_the_rows_stays_and_the_rows_are_not_changed(int step, string name)
    {
        var (rows, same) = (Mixed.Rows(40), Mixed.Rows(40));
        var made = Fit(step, rows).Rows;
        Assert.True(ReferenceEquals(rows.Classes, made.Classes), name);
        Assert.Equal(Mixed.Values(same), Mixed.Values(rows));
    }

    [Theory, MemberData(nameof(Steps))]
    public void Errors_say_what_is_wrong(int step, string name)
    {
        var (kind, options, rows) = (Preparations.Find(name)!, Mixed.Steps[step], Mixed.Rows(30));
        Assert.Contains("0 rows", Assert.Throws<DatasetException>(() => kind.Fit(rows.Select([]), options, Training.Alone)).Message);
        var unknown = Assert.Throws<DatasetException>(() =>
            kind.Fit(rows, (StepOptions)options with { Columns = ["y"] }, Training.Alone)).Message;
        Assert.StartsWith($"{name}: ", unknown);
        Assert.Contains("no feature 'y'", unknown);
        Assert.Contains("positive", unknown);
        Assert.Throws<ArgumentException>(() => kind.Fit(rows, new PcaOptions(), Training.Alone));
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => kind.Fit(rows, options, new(Solo.Instance, null, cancel.Token)));
        var fitted = Fit(step, rows).Transformation;
        Assert.Throws<DatasetException>(() => fitted.Apply(Iris.Rows));
        Assert.Throws<DatasetException>(() => fitted.Apply(new FeatureRow(Iris.Rows.Schema), new FeatureRow(fitted.Outputs)));
    }

    [Fact]
    public void Defaults_are_valid_but_for_columns_that_must_be_named()
    {
        foreach (var kind in Preparations.All)
            Assert.All(kind.DefaultOptions().Check(), error =>
                Assert.True(kind.Name is "dates" or "drop" && error.Name == "Columns", error.ToString()));
    }

    static FittedRows<ITransformation> Fit(int step, Dataset rows, Training? training = null) =>
        Step.Of(Mixed.Steps[step]).Kind.Fit(rows, Mixed.Steps[step], training ?? Training.Alone);

    /// <summary>Sums of fractions depend on their order by rounding.</summary>
    static bool IsOfMoments(string name) => name is "standardise" or "impute";
}
