using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Preparation;

namespace DistributedML.Learning.Tests.Tabular.Preparation;

/// <summary>Golden values of scikit-learn 1.9.1; the call stands beside each.</summary>
public class ScikitLearnTests
{
    static readonly float[] X = [1.5f, 2.25f, -3, 8, 0.5f, 2.25f, 100];

    static readonly string?[] Texts = ["The cat sat on the mat", "The dog sat", "A cat and a dog, a dog!", "", "birds_1 fly"];

    [Fact]
    public void Standardise() =>      // StandardScaler().fit_transform(x)
        AssertColumn([-0.4187767618666974, -0.39700866285877495, -0.5493853559142318, -0.23011990379803668, -0.4478008938772605,
            -0.39700866285877495, 2.440100241173776], Apply(new StandardiseOptions(), X));

    [Fact]
    public void Standardise_with_weights()      // StandardScaler().fit(x, sample_weight=[1, 2, 1, 3, 1, 1, .5]).transform(x)
    {
        var rows = Tables.Numeric(X).With(weights: [1, 2, 1, 3, 1, 1, 0.5f]);
        AssertColumn([-0.3150733253949418, -0.28080008198366, -0.5207127858626329, -0.018038549163832573, -0.36077098327665097,
            -0.28080008198366, 4.186145975953407], Fit(new StandardiseOptions(), rows).Rows.Numeric(0));
    }

    [Fact]
    public void Min_max() =>      // MinMaxScaler((-1, 1)).fit_transform(x)
        AssertColumn([-0.912621359223301, -0.8980582524271845, -1.0, -0.7864077669902914, -0.9320388349514563, -0.8980582524271845, 1],
            Apply(new MinMaxOptions { Low = -1, High = 1 }, X));

    [Fact]
    public void Robust() =>      // RobustScaler().fit_transform(x)
        AssertColumn([-0.18181818181818182, 0.0, -1.2727272727272727, 1.393939393939394, -0.42424242424242425, 0.0, 23.696969696969695],
            Apply(new RobustOptions(), X));

    [Fact]
    public void Yeo_Johnson() =>      // PowerTransformer().fit_transform(x); lambda 0.257780564
        AssertColumn([-0.1056001796926641, -0.019590968515036854, -1.8279266123612774, 0.375318028355152, -0.25725757045629905,
            -0.019590968515036854, 1.8546482711851624], Apply(new PowerOptions(), X));

    [Fact]
    public void Box_Cox() =>      // PowerTransformer("box-cox").fit_transform(abs(x)); lambda -0.289888851
        AssertColumn([-0.5184307861720695, -0.1582344184144574, 0.07283469224607782, 0.7303526766811641, -1.7365608466523168,
            -0.1582344184144574, 1.7682731007260593],
                Apply(new PowerOptions { Method = PowerMethod.BoxCox }, Array.ConvertAll(X, Math.Abs)));

    [Fact]
    public void Bins() =>
        // KBinsDiscretizer(4, encode="ordinal", strategy="quantile", quantile_method="linear", subsample=None).fit_transform(x)
        AssertColumn([1, 2, 0, 3, 0, 2, 3], Apply(new BinsOptions { Bins = 4 }, X));

    [Theory]
    [InlineData(ImputeStrategy.Mean, 1.9166666666666667)]      // SimpleImputer(strategy="mean").fit(x).statistics_
    [InlineData(ImputeStrategy.Median, 1.875)]      // strategy="median"
    [InlineData(ImputeStrategy.Mode, 2.25)]      // strategy="most_frequent"
    public void Impute(ImputeStrategy strategy, double expected) =>
        Assert.Equal(expected, Apply(new ImputeOptions { Strategy = strategy }, [1.5f, float.NaN, -3, 8, 0.5f, 2.25f, 2.25f])[1], 1e-6);

    [Fact]
    public void Clip()
    {
        AssertColumn([1.5, 2.25, -1.95, 8, 0.5, 2.25, 72.4],      // numpy 2.4.6: np.quantile(x, [.05, .95]) is -1.95, 72.4
            Apply(new ClipOptions { Low = 0.05, High = 0.95 }, X), 1e-5);
        AssertColumn([1.5, 2.25, -3, 8, 0.5, 2.25, 11.3125],      // q1, q3 = np.quantile(x, [.25, .75]); q3 + 1.5 * (q3 - q1) is 11.3125
            Apply(new ClipOptions { Method = ClipMethod.Fences }, X));
    }

    [Fact]
    public void One_hot_and_ordinal()
    {
        var train = Levels(["b", "a", "c"], [0, 1, 2]);
        var later = Levels(["b", "a", "c"], [1, -1, 2]);
        var hot = Fit(new OneHotOptions(), train).Transformation.Apply(later);
        Assert.Equal(["k=b", "k=a", "k=c"], hot.Schema.Features.Select(feature => feature.Name));
        // OneHotEncoder(handle_unknown="ignore").fit([["b"], ["a"], ["c"]]).transform([["a"], ["z"], ["c"]]), whose columns are a, b, c
        Assert.Equal([1, 0, 0], hot.Numeric(1));
        Assert.Equal([0, 0, 0], hot.Numeric(0));
        Assert.Equal([0, 0, 1], hot.Numeric(2));
        // OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1).fit([["b"], ["a"], ["c"]]).transform([["a"], ["z"], ["c"]])
        Assert.Equal([0, -1, 2], Fit(new OrdinalOptions(), train).Transformation.Apply(later).Numeric(0));
    }

    [Fact]
    public void Target_encoding()
    {
        var rows = Levels(["a", "b", "c"], [0, 1, 0, 2, 1, 0]);
        // TargetEncoder(smooth=10, target_type="continuous").fit(c, [1, 2, 3, 10, 4, 8]).encodings_; target_mean_ 4.666666666666667
        var encoded = Fit(new TargetEncodeOptions(),
            rows.With(target: [1, 2, 3, 10, 4, 8])).Transformation.Apply(Levels(["a", "b", "c"], [0, 1, 2, -1]));
        AssertColumn([4.512820512820513, 4.388888888888889, 5.151515151515152, 4.666666666666667], encoded.Numeric(0));
        // TargetEncoder(smooth=10, target_type="binary").fit(c, [0, 1, 0, 1, 1, 1]).encodings_
        encoded = Fit(new TargetEncodeOptions(),
            rows.With(classes: [0, 1, 0, 1, 1, 1], classNames: ["no", "yes"])).Transformation.Apply(rows);
        AssertColumn([0.5897435897435896, 0.7222222222222222, 0.5897435897435896, 0.6969696969696969], encoded.Numeric(0)[..4]);
    }

    [Fact]
    public void Polynomial()      // PolynomialFeatures(2, include_bias=False).fit_transform([[2, 3]]) is 2, 3, 4, 6, 9
    {
        var made = Fit(new PolynomialOptions(), Tables.Numeric([2], [3])).Rows;
        Assert.Equal(["x0", "x1", "x0^2", "x0*x1", "x1^2"], made.Schema.Features.Select(feature => feature.Name));
        Assert.Equal([2, 3, 4, 6, 9], Enumerable.Range(0, 5).Select(f => made.Numeric(f)[0]));
    }

    [Fact]
    public void Tf_idf()      // TfidfVectorizer().fit_transform(texts); terms and, birds_1, cat, dog, fly, mat, on, sat, the
    {
        var block = Fit(new TfIdfOptions(), Text(Texts)).Rows.Sparse(0);
        Assert.Equal(9, block.Width);
        Assert.Equal([2, 5, 6, 7, 8, 3, 7, 8, 0, 2, 3, 1, 4], block.Columns);
        AssertColumn([0.33199710192764875, 0.4115018504635517, 0.4115018504635517, 0.33199710192764875, 0.6639942038552975,
            0.5773502691896257,
            0.5773502691896257, 0.5773502691896257, 0.48481007054026604, 0.39114171229945355, 0.7822834245989071, 0.7071067811865475,
            0.7071067811865475], block.Values);
    }

    [Fact]
    public void Tf_idf_of_pairs()      // TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, max_df=0.5)
    {
        var block = Fit(new TfIdfOptions { MaxWords = 2, MinTexts = 2, Sublinear = true, MaxShare = 0.5 }, Text(Texts)).Rows.Sparse(0);
        Assert.Equal([0, 2, 3, 1, 2, 3, 0, 1], block.Columns);
        AssertColumn([0.4532946552278861, 0.4532946552278861, 0.7674945674619879, 0.5773502691896257, 0.5773502691896257,
            0.5773502691896257,
            0.5085423203783268, 0.8610369959439765], block.Values);
    }

    [Theory]
    [InlineData(SelectScore.FTest, 2, "x2 x3")]      // f_classif(X, y)[0] of iris: 119.26, 49.16, 1180.16, 960.01
    [InlineData(SelectScore.ChiSquared, 3, "x0 x2 x3")]      // chi2(X, y)[0]: 10.82, 3.71, 116.31, 67.05
    [InlineData(SelectScore.MutualInformation, 1, "x2")]      // mutual_info_classif(bins, y, discrete_features=True): .472, .275, .814, .758
    public void Select_best(SelectScore score, int count, string kept) => Assert.Equal(
        kept, string.Join(' ',
            Fit(new SelectBestOptions { Score = score, Count = count, Bins = 5 }, Iris.Rows).Rows.Schema.Features.Select(f => f.Name)));

    [Fact]
    public void Select_best_for_numbers()      // f_regression(X[:, :3], X[:, 3])[0]: 299.17, 22.91, 1882.45
    {
        var rows = Iris.WithoutPetalWidth;
        var unclassed = new Dataset(rows.Schema, rows.Rows, [.. Enumerable.Range(0, 3).Select(rows.Column)]) { Target = rows.Target };
        Assert.Equal(["x0", "x2"], Fit(new SelectBestOptions { Count = 2 }, unclassed).Rows.Schema.Features.Select(f => f.Name));
    }

    [Theory]
    [InlineData(0.19, "x0 x2 x3")]      // X.var(0) of iris: .681, .189, 3.096, .577
    [InlineData(0.6, "x0 x2")]
    public void Select_variance(double threshold, string kept) => Assert.Equal(
        kept, string.Join(' ',
            Fit(new SelectVarianceOptions { Threshold = threshold }, Iris.Rows).Rows.Schema.Features.Select(f => f.Name)));

    [Theory]
    [InlineData(0.96, "x0 x1 x2")]      // numpy 2.4.6: np.corrcoef(X.T): x2 and x3 .962865, x0 and x2 .871754, x0 and x3 .817941
    [InlineData(0.87, "x0 x1 x3")]
    [InlineData(0.97, "x0 x1 x2 x3")]
    public void Select_correlation(double threshold, string kept) => Assert.Equal(
        kept, string.Join(' ',
            Fit(new SelectCorrelationOptions { Threshold = threshold }, Iris.Rows).Rows.Schema.Features.Select(f => f.Name)));

    static float[] Apply(IOptions options, float[] column) => Fit(options, Tables.Numeric(column)).Rows.Numeric(0);

    static FittedRows<ITransformation> Fit(IOptions options, Dataset rows) => Step.Of(options).Kind.Fit(rows, options, Training.Alone);

    static Dataset Levels(string[] levels, int[] codes) =>
        new(new FeatureSchema([new Feature("k", FeatureType.Categorical) { Levels = levels }]), codes.Length, [codes]);

    static Dataset Text(string?[] texts) => new(new FeatureSchema([new Feature("t", FeatureType.Text)]), texts.Length, [texts]);

    static void AssertColumn(double[] expected, float[] actual, double tolerance = 1e-6)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
