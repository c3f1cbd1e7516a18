using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Preparation;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tests.Tabular.Preparation;

/// <summary>A table with features of every type: holes, a constant, nothing at all, counts, levels, texts, dates and a sparse block.</summary>
static class Mixed
{
    static readonly string[] Vocabulary = ["red", "Green", "blue", "fish", "house", "a", "tree_1", "the", "sea"];

    /// <summary>The steps that the laws look at, each with options that use what it has.</summary>
    public static IReadOnlyList<IOptions> Steps { get; } =
    [
        new ImputeOptions { Indicator = true },
        new ImputeOptions { Strategy = ImputeStrategy.Mean },
        new ImputeOptions { Strategy = ImputeStrategy.Mode, Indicator = true },
        new ImputeOptions { Strategy = ImputeStrategy.Constant, Value = -7, Text = "none", Indicator = true },
        new StandardiseOptions(),
        new StandardiseOptions { Columns = ["x", "count"], Centre = false },
        new MinMaxOptions { Low = -1, High = 2, Clip = true },
        new RobustOptions(),
        new PowerOptions(),
        new PowerOptions { Method = PowerMethod.BoxCox, Columns = ["positive"] },
        new LogOptions { Signed = true },
        new LogOptions { Columns = ["count"] },
        new ClipOptions(),
        new ClipOptions { Method = ClipMethod.Fences },
        new BinsOptions { Bins = 4 },
        new BinsOptions { Bins = 3, AsLevels = true },
        new OneHotOptions { Drop = OneHotDrop.First },
        new OneHotOptions { MaxDense = 2 },
        new OrdinalOptions { Order = LevelOrder.Frequency },
        new FrequencyOptions(),
        new TargetEncodeOptions(),
        new HashOptions { Width = 16 },
        new TfIdfOptions { Columns = ["words"], MaxWords = 2, MinTexts = 2, Sublinear = true },
        new DatesOptions { Columns = ["date", "hours"], Unit = DateUnit.Hours, Cyclic = true, Keep = true },
        new PolynomialOptions { Columns = ["x", "count", "positive"], Degree = 3 },
        new DropOptions { Columns = ["x", "words", "block"] },
        new SelectVarianceOptions { Threshold = 0.1 },
        new SelectCorrelationOptions { Columns = ["count", "positive", "constant", "double"], Threshold = 0.9 },
        new SelectBestOptions { Columns = ["count", "positive", "block", "double"], Count = 4 },
        new SelectBestOptions { Columns = ["count", "positive", "block"], Score = SelectScore.ChiSquared, Percent = 50 },
        new SelectBestOptions { Columns = ["count", "positive", "block"], Score = SelectScore.MutualInformation, Count = 3, Bins = 4 },
    ];

    /// <summary>What the steps are called in the names of tests.</summary>
    public static TheoryData<int, string> Names => [.. Steps.Select((options, i) => (i, Step.Of(options).Kind.Name))];

    public static Dataset Rows(int count, long seed = 3)
    {
        var random = new CounterRandom(seed);
        float[] Numbers(Func<long, float> value) => [.. Enumerable.Range(0, count).Select(i => value(i))];
        var counts = Numbers(i => random.Below(10 * i, 6));
        var classes = Enumerable.Range(0, count).Select(i => (int)((counts[i] + random.Below(10 * i + 1, 3)) / 3) % 3).ToArray();
        var codes = Enumerable.Range(0, count).Select(i => (classes[i] + random.Below(10 * i + 2, 4)) % 6 - 1).ToArray();
        var words = Enumerable.Range(0, count).Select(i => i % 7 == 3 ? null : string.Join(i % 2 == 0 ? " " : ", ", Enumerable
            .Range(0, random.Below(10 * i + 3, 6)).Select(k =>
                Vocabulary[random.Below(100_000 + 10 * i + k, Vocabulary.Length)]))).ToArray();
        var dates = Enumerable.Range(0, count).Select(i =>
            i % 5 == 1 ? (i % 2 == 0 ? null : "soon")
                : new DateTime(2011, 1, 1).AddHours(random.Below(10 * i + 4, 8760)).ToString("s")).ToArray();
        (Feature, object)[] features =
        [
            (new("x", FeatureType.Numeric), Numbers(i => i % 6 == 2 ? float.NaN : (float)(5 + 2 * random.Normal(1_000_000 + i)))),
            (new("count", FeatureType.Numeric), counts),
            (new("positive", FeatureType.Numeric), Numbers(i => (float)Math.Exp(random.Normal(2_000_000 + i)))),
            (new("constant", FeatureType.Numeric), Numbers(_ => 2.5f)),
            (new("nothing", FeatureType.Numeric), Numbers(_ => float.NaN)),
            (new("double", FeatureType.Numeric), Numbers(i => 2 * counts[i])),
            (new("hours", FeatureType.Numeric), Numbers(i => 359_000 + random.Below(10 * i + 5, 8760))),
            (new("level", FeatureType.Categorical) { Levels = ["b", "a", "never", "d", "c"] },
                Array.ConvertAll(codes, code => code == 2 ? 0 : code)),
            (new("words", FeatureType.Text), words),
            (new("date", FeatureType.Text), dates),
            (new("block", FeatureType.Sparse) { Width = 5 }, Block(count, random)),
        ];
        return new(new FeatureSchema(features.Select(feature => feature.Item1)), count, [.. features.Select(feature => feature.Item2)])
        {
            Classes = classes,
            ClassNames = ["low", "middle", "high"],
        };
    }

    /// <summary>Rows 0 to count − 1 with weights 0, 1 and 2, and the same as rows that stand so often.</summary>
    public static (Dataset Weighted, Dataset Repeated) Weights(Dataset rows)
    {
        var repeated = rows.Select([.. Enumerable.Range(0, rows.Rows).SelectMany(i => Enumerable.Repeat(i, i % 3))]);
        return (rows.With(weights: [.. Enumerable.Range(0, rows.Rows).Select(i => (float)(i % 3))]), repeated);
    }

    /// <summary>All values of a table as text, by rows.</summary>
    public static string[] Values(Dataset rows)
    {
        var row = new FeatureRow(rows.Schema);
        return [.. Enumerable.Range(0, rows.Rows).Select(i =>
        {
            row.Set(rows, i);
            return Values(row);
        })];
    }

    /// <summary>All values of a row as text.</summary>
    public static string Values(FeatureRow row) => string.Join(
        " | ",
        string.Join(' ', row.Numbers), string.Join(' ', row.Codes), string.Join(' ', row.Texts.Select(text => text ?? "null")),
        string.Join(' ', row.Sparse.SelectMany(sparse => sparse.Columns.ToArray().Zip(sparse.Values.ToArray()))));

    /// <summary>Asserts that two tables differ by rounding only.</summary>
    public static void AssertClose(Dataset expected, Dataset actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Schema, actual.Schema);
        Assert.Equal(expected.Rows, actual.Rows);
        for (var f = 0; f < expected.Schema.Count; f++)
        {
            switch (expected.Column(f))
            {
                case float[] numbers:
                    Assert.All(numbers.Zip(actual.Numeric(f)), pair => AssertClose(pair.First, pair.Second, tolerance));
                    break;
                case int[] codes: Assert.Equal(codes, actual.Codes(f)); break;
                case string?[] texts: Assert.Equal(texts, actual.Texts(f)); break;
                case SparseBlock block:
                    Assert.Equal(block.Columns, actual.Sparse(f).Columns);
                    Assert.All(block.Values.Zip(actual.Sparse(f).Values), pair => AssertClose(pair.First, pair.Second, tolerance));
                    break;
            }
        }
    }

    static void AssertClose(float expected, float actual, double tolerance)
    {
        if (float.IsFinite(expected)) Assert.Equal(expected, actual, tolerance * Math.Max(1, Math.Abs(expected)));
        else Assert.Equal(expected, actual);
    }

    static SparseBlock Block(int rows, CounterRandom random)
    {
        var (starts, columns, values) = (new int[rows + 1], new List<int>(), new List<float>());
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < 4; j++)      // nothing in the last column
            {
                if (random.Uniform(4_000_000 + i * 6L + j) > 0.4) continue;
                columns.Add(j);
                values.Add(1 + random.Below(5_000_000 + i * 6L + j, 3));
            }
            starts[i + 1] = columns.Count;
        }
        return new(5, starts, [.. columns], [.. values]);
    }
}
