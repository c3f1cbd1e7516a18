using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Preparation;

namespace DistributedML.Learning.Tests.Tabular.Preparation;

/// <summary>What steps do with values that are missing, infinite, constant or never seen, and what they say of wrong use.</summary>
public class StepBehaviourTests
{
    const float NaN = float.NaN;
    const float Infinity = float.PositiveInfinity;

    [Fact]
    public void A_constant_column_becomes_0_or_the_lower_bound_and_has_one_bin()
    {
        Assert.Equal([0, 0, 1], Later(new StandardiseOptions(), [5, 5, 5], [5, 5, 6]));
        Assert.Equal([0, 0, 1], Later(new RobustOptions(), [5, 5, 5], [5, 5, 6]));
        Assert.Equal([-1, -1], Later(new MinMaxOptions { Low = -1 }, [5, 5], [5, 5]));
        Assert.Equal([0, 0], Later(new PowerOptions(), [5, 5], [5, 5]));
        Assert.Equal([0, 0, 0], Later(new BinsOptions(), [5, 5], [5, 4, 6]));
    }

    [Fact]
    public void An_all_missing_column_stays_missing_until_it_is_imputed()
    {
        foreach (var options in (IOptions[])[new StandardiseOptions(), new RobustOptions(), new MinMaxOptions(), new PowerOptions(),
            new ClipOptions(), new LogOptions(), new BinsOptions()])
            Assert.Equal([NaN, NaN], Later(options, [NaN, NaN], [NaN, NaN]));
        Assert.Equal([2, 2], Later(new StandardiseOptions(), [NaN, NaN], [2, 2]));
        foreach (var strategy in Enum.GetValues<ImputeStrategy>())
            Assert.Equal([0, 3], Later(new ImputeOptions { Strategy = strategy }, [NaN, NaN], [NaN, 3]));
    }

    [Fact]
    public void Infinite_values_are_not_counted_and_clip_brings_them_to_its_bounds()
    {
        Assert.Equal([-1, 1, Infinity], Later(new StandardiseOptions(), [1, 3, Infinity], [1, 3, Infinity]));
        Assert.Equal([2, 2], Later(new ImputeOptions(), [1, 3, -Infinity], [NaN, 2]));
        Assert.Equal([1, 3, 2, NaN], Later(new ClipOptions { Low = 0, High = 1 }, [1, 3, Infinity], [-Infinity, Infinity, 2, NaN]));
        Assert.Equal([0, 1, NaN], Later(new BinsOptions { Bins = 2 }, [1, 2, 3, 4], [-Infinity, Infinity, NaN]));
    }

    [Fact]
    public void A_logarithm_of_what_has_none_is_missing()
    {
        Assert.Equal([NaN, NaN, 0, (float)Math.Log(3)], Later(new LogOptions(), [1], [-2, -1, 0, 2]));
        Assert.Equal([(float)-Math.Log(3), 0, (float)Math.Log(3)], Later(new LogOptions { Signed = true }, [1], [-2, 0, 2]));
        Assert.Equal(NaN, Later(new PowerOptions { Method = PowerMethod.BoxCox }, [1, 2, 3], [0])[0]);
    }

    [Fact]
    public void A_level_never_seen_has_stated_values()
    {
        var (train, later) = (Levels([0, 0, 1]), Levels([2, -1, 1]));      // c does not occur in training
        Assert.Equal([-1, -1, 1], Fit(new OrdinalOptions(), train).Transformation.Apply(later).Numeric(0));
        Assert.Equal([0, 0, 1 / 3f], Fit(new FrequencyOptions(), train).Transformation.Apply(later).Numeric(0));
        var encoded = Fit(new TargetEncodeOptions { Smoothing = 0 }, train.With(target: [1, 2, 6])).Transformation.Apply(later).Numeric(0);
        Assert.Equal([3, 3, 6], encoded);
        var hot = Fit(new OneHotOptions(), train).Transformation;
        Assert.Equal(["k=a", "k=b"], hot.Outputs.Features.Select(feature => feature.Name));
        Assert.Equal(["0 0 |  |  | ", "0 0 |  |  | ", "0 1 |  |  | "], Mixed.Values(hot.Apply(later)));
        var block = Fit(new OneHotOptions { MaxDense = 1 }, train).Transformation.Apply(later).Sparse(0);
        Assert.Equal([0, 0, 0, 1], block.Starts);
        var imputed = Fit(new ImputeOptions { Strategy = ImputeStrategy.Constant, Text = "other" }, train).Transformation.Apply(later);
        Assert.Equal(["a", "b", "c", "other"], imputed.Schema[0].Levels);
        Assert.Equal([2, 3, 1], imputed.Codes(0));
        Assert.Equal([2, 0, 1], Fit(new ImputeOptions { Strategy = ImputeStrategy.Mode }, train).Transformation.Apply(later).Codes(0));
    }

    [Fact]
    public void One_hot_drops_a_level_where_it_is_told()
    {
        string[] Names(OneHotDrop drop, params int[] codes) =>
            [.. Fit(new OneHotOptions { Drop = drop }, Levels(codes)).Transformation.Outputs.Features.Select(feature => feature.Name)];
        Assert.Equal(["k=b", "k=c"], Names(OneHotDrop.First, 2, 1, 0));
        Assert.Equal(["k=c"], Names(OneHotDrop.Binary, 2, 1));
        Assert.Equal(["k=a", "k=b", "k=c"], Names(OneHotDrop.Binary, 2, 1, 0));
    }

    [Fact]
    public void Only_columns_with_holes_get_an_indicator()
    {
        var made = Fit(new ImputeOptions { Indicator = true }, Tables.Numeric([1, 2, NaN], [4, 5, 6])).Rows;
        Assert.Equal(["x0", "x1", "x0 missing"], made.Schema.Features.Select(feature => feature.Name));
        Assert.Equal([0, 0, 1], made.Numeric(2));
    }

    [Fact]
    public void A_row_is_encoded_from_the_targets_of_other_rows_only()
    {
        var codes = Enumerable.Range(0, 60).Select(i => i % 3).ToArray();
        var target = Enumerable.Range(0, 60).Select(i => (double)(i * i % 17)).ToArray();
        var options = new TargetEncodeOptions { Seed = 11, Folds = 3 };
        var encoded = Fit(options, Levels(codes).With(target: target)).Rows.Numeric(0);
        for (var i = 0; i < 60; i++)
        {
            var changed = (double[])target.Clone();
            changed[i] += 1000;
            Assert.Equal(encoded[i], Fit(options, Levels(codes).With(target: changed)).Rows.Numeric(0)[i]);
        }
        Assert.True(encoded.Distinct().Count() is > 3 and <= 9);      // levels × folds
        Assert.Equal(["k:red", "k:green", "k:blue"],
            Fit(options, Levels(codes).With(classes: codes, classNames: ["red", "green", "blue"])).Rows.Schema.Features.Select(f =>
                f.Name));
        Assert.Contains("no target", Assert.Throws<DatasetException>(() => Fit(options, Levels(codes))).Message);
    }

    [Fact]
    public void Dates_become_parts()
    {
        var texts = new string?[] { "2011-12-09T18:50:00", "2012-02-29", null, "yesterday", "2012-01-01T00:30:00+02:00" };
        var rows = new Dataset(new FeatureSchema([new Feature("t", FeatureType.Text)]), texts.Length, [texts]);
        var parts = Fit(new DatesOptions { Columns = ["t"], Parts = Enum.GetValues<DatePart>() }, rows).Rows;
        Assert.Equal(["t.year", "t.month", "t.day", "t.day-of-year", "t.day-of-week", "t.hour", "t.minute"],
            parts.Schema.Features.Select(f => f.Name));
        Assert.Equal(
            ["2011 12 9 343 4 18 50", "2012 2 29 60 2 0 0", "NaN NaN NaN NaN NaN NaN NaN", "NaN NaN NaN NaN NaN NaN NaN",
                "2011 12 31 365 5 22 30"],
            Mixed.Values(parts).Select(row => row.Split(" |")[0]));
        var cyclic = Fit(new DatesOptions { Columns = ["t"], Parts = [DatePart.Year, DatePart.Hour], Cyclic = true }, rows).Rows;
        Assert.Equal(["t.year", "t.hour.sin", "t.hour.cos"], cyclic.Schema.Features.Select(feature => feature.Name));
        Assert.Equal((-1, 0), (cyclic.Numeric(1)[0], cyclic.Numeric(2)[0]), (a, b) =>
            Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-6);
        var days = Fit(new DatesOptions { Columns = ["x0"], Unit = DateUnit.Days }, Tables.Numeric([15_317.25f, NaN, Infinity])).Rows;
        Assert.Equal(["2011 12 9 4 6", "NaN NaN NaN NaN NaN", "NaN NaN NaN NaN NaN"], Mixed.Values(days).Select(row => row.Split(" |")[0]));
    }

    [Fact]
    public void Hashing_keeps_inner_products_on_average_and_any_words()
    {
        var texts = Enumerable.Range(0, 50).Select(i => $"w{i} w{i + 1} shared").ToArray();
        var block = Fit(new HashOptions { Width = 1 << 16 },
            new Dataset(new FeatureSchema([new Feature("t", FeatureType.Text)]), 50, [texts])).Rows.Sparse(0);
        Assert.Equal(3 * 50, block.Columns.Length);
        Assert.All(block.Values, value => Assert.Equal(1, Math.Abs(value)));
        Assert.Contains(-1, block.Values);
        Assert.Equal(52, block.Columns.Distinct().Count());      // w0 ... w50 and shared
        Assert.All(Fit(new HashOptions { Width = 4, Signed = false }, Levels([0, 1, 2])).Rows.Sparse(0).Values, value =>
            Assert.Equal(1, value));
    }

    [Fact]
    public void Bins_may_be_levels() => Assert.Equal(
        ["below 2", "2 to 3", "from 3"],
            Fit(new BinsOptions { Bins = 3, AsLevels = true }, Tables.Numeric([1, 2, 3, 4])).Rows.Schema[0].Levels);

    [Fact]
    public void Selection_of_a_block_keeps_its_columns_in_order()
    {
        var made = Fit(new SelectVarianceOptions { Columns = ["block"] }, Mixed.Rows(50)).Rows;
        Assert.Equal(4, made.Schema[made.Schema.IndexOf("block")].Width);      // of 5, one of which is empty
    }

    [Theory]
    [InlineData("feature 'level' is Categorical; expected Numeric", "level")]
    [InlineData("feature 'words' is Text; expected Numeric", "words")]
    [InlineData("there is no feature 'y'; the features are x, count, positive", "y")]
    public void Columns_that_do_not_fit_are_errors(string expected, string column)
    {
        var error = Assert.Throws<DatasetException>(() => Fit(new StandardiseOptions { Columns = [column] }, Mixed.Rows(10)));
        Assert.Contains(expected, error.Message);
        Assert.StartsWith("standardise: ", error.Message);
    }

    [Fact]
    public void Wrong_use_is_an_error_that_says_what_to_do()
    {
        void AssertError(IOptions options, Dataset rows, params string[] parts)
        {
            var error = Assert.ThrowsAny<ArgumentException>(() => Fit(options, rows));
            Assert.All(parts, part => Assert.Contains(part, error.Message));
        }

        var rows = Mixed.Rows(20);
        AssertError(new PowerOptions { Method = PowerMethod.BoxCox, Columns = ["count"] }, rows, "'count' has the value 0", "Box-Cox");
        AssertError(new SelectBestOptions { Columns = ["x"] }, rows, "feature 'x', row 2: the value is missing", "impute");
        AssertError(new SelectBestOptions { Score = SelectScore.ChiSquared }, Iris.Rows.WithValue(3, -1), "row 3 has the value -1",
            "min-max");
        AssertError(new SelectBestOptions(), Tables.Numeric([1, 2]), "no target");
        AssertError(new SelectVarianceOptions(), Tables.Numeric([1, 1]), "none of the 1 columns is kept");
        AssertError(new TfIdfOptions { MinTexts = 1000 }, rows, "feature 'words' has no term");
        AssertError(new DatesOptions(), rows, "Columns is null");
        AssertError(new MinMaxOptions { Low = 1, High = 1 }, rows, "High is 1; expected a finite number above Low, 1");
        AssertError(new BinsOptions { Bins = 1 }, rows, "Bins is 1; expected 2 to 10000");
        AssertError(new OneHotOptions(), Levels([0]).WithFeature(new("k=a", FeatureType.Numeric), new float[1]),
            "two features named 'k=a'");
        AssertError(new StandardiseOptions(), Tables.Numeric([1, 1]).With(weights: [1, -1]), "row 1: the weight is -1");
    }

    static float[] Later(IOptions options, float[] train, float[] later) =>
        Fit(options, Tables.Numeric(train)).Transformation.Apply(Tables.Numeric(later)).Numeric(0);

    static FittedRows<ITransformation> Fit(IOptions options, Dataset rows) => Step.Of(options).Kind.Fit(rows, options, Training.Alone);

    static Dataset Levels(int[] codes) =>
        new(new FeatureSchema([new Feature("k", FeatureType.Categorical) { Levels = ["a", "b", "c"] }]), codes.Length, [codes]);
}
