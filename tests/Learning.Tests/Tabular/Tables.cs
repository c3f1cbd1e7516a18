using DistributedML.Learning.Estimation;
using DistributedML.Learning.Tabular;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>Tables for tests, by formula from a seed.</summary>
static partial class Tables
{
    /// <summary>
    /// A table with what an estimator takes: four numeric features, a constant one, a categorical one and a sparse block where it takes
    /// them; with classes, target, and times.
    /// </summary>
    public static Dataset For(Estimator estimator, int rows, long seed = 1)
    {
        var random = new CounterRandom(seed);
        var counts = estimator.Traits.HasFlag(InputTraits.NeedsNonNegative);
        var numbers = Enumerable.Range(0, 4).Select(j => Enumerable.Range(0, rows).Select(i => Number(random, i, j, counts)).ToArray())
            .ToArray();
        var classes = Enumerable.Range(0, rows).Select(i => ClassOf(i)).ToArray();
        var (features, columns) = (new List<Feature>(), new List<object>());
        for (var j = 0; j < 4; j++)
        {
            features.Add(new($"x{j}", FeatureType.Numeric));
            for (var i = 0; i < rows; i++) numbers[j][i] += counts ? 4 * (classes[i] == j ? 1 : 0) : 0.8f * (classes[i] == j ? 1 : 0);
            columns.Add(numbers[j]);
        }
        features.Add(new("constant", FeatureType.Numeric));
        columns.Add(Enumerable.Repeat(2f, rows).ToArray());
        if (estimator.Traits.HasFlag(InputTraits.TakesCategorical))
        {
            features.Add(new("level", FeatureType.Categorical) { Levels = ["a", "b", "c", "d", "e"] });
            // -1 is missing
            columns.Add(Enumerable.Range(0, rows).Select(i => (classes[i] * 2 + random.Below(1_000_000 + i, 3)) % 6 - 1).ToArray());
        }
        if (estimator.Traits.HasFlag(InputTraits.TakesSparse))
        {
            features.Add(new("block", FeatureType.Sparse) { Width = 6 });
            columns.Add(Block(rows, classes, random));
        }
        var target = Enumerable.Range(0, rows)
            .Select(i => 3 + 2 * numbers[0][i] - numbers[1][i] + 0.5 * classes[i] + 0.3 * random.Normal(2_000_000 + i)).ToArray();
        return new(new FeatureSchema(features), rows, columns)
        {
            Classes = classes,
            ClassNames = ["red", "green", "blue"],
            Target = target,
            Times = [.. Enumerable.Range(0, rows).Select(i => 1000L + i)],
        };

        int ClassOf(int i) => random.Below(3_000_000 + i, 3);
    }

    /// <summary>The table with other parts.</summary>
    public static Dataset With(
        this Dataset rows, double[]? target = null, int[]? classes = null, float[]? weights = null,
            IReadOnlyList<string>? classNames = null) =>
        new(rows.Schema, rows.Rows, [.. Enumerable.Range(0, rows.Schema.Count).Select(rows.Column)])
        {
            Target = target ?? rows.Target,
            Classes = classes ?? rows.Classes,
            ClassNames = classNames ?? rows.ClassNames,
            Weights = weights ?? rows.Weights,
            Times = rows.Times,
        };

    /// <summary>The table without target and classes.</summary>
    public static Dataset Unlabelled(this Dataset rows) =>
        new(rows.Schema, rows.Rows, [.. Enumerable.Range(0, rows.Schema.Count).Select(rows.Column)]);

    /// <summary>The table with another value in the first numeric feature.</summary>
    public static Dataset WithValue(this Dataset rows, int row, float value)
    {
        var columns = Enumerable.Range(0, rows.Schema.Count).Select(rows.Column).ToArray();
        var first = (float[])rows.Numeric(0).Clone();
        first[row] = value;
        columns[0] = first;
        return rows.With(rows.Schema, columns);
    }

    /// <summary>The table with one feature more.</summary>
    public static Dataset WithFeature(this Dataset rows, Feature feature, object column) => rows.With(
        new FeatureSchema([.. rows.Schema.Features, feature]), [.. Enumerable.Range(0, rows.Schema.Count).Select(rows.Column), column]);

    /// <summary>The rows of a rank: neighbouring ones.</summary>
    public static Dataset Share(this Dataset rows, int rank, int ranks)
    {
        var (start, end) = ((int)((long)rows.Rows * rank / ranks), (int)((long)rows.Rows * (rank + 1) / ranks));
        return rows.Select([.. Enumerable.Range(start, end - start)]);
    }

    /// <summary>A table of numeric features given by columns.</summary>
    public static Dataset Numeric(params float[][] columns) =>
        new(new FeatureSchema(columns.Select((_, j) => new Feature($"x{j}", FeatureType.Numeric))), columns[0].Length, columns);

    static float Number(CounterRandom random, int row, int column, bool count) =>
        count ? random.Below(row * 10L + column, 5) : (float)(column * 3 + (1 + column) * random.Normal(row * 10L + column));

    static SparseBlock Block(int rows, int[] classes, CounterRandom random)
    {
        var (starts, columns, values) = (new int[rows + 1], new List<int>(), new List<float>());
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < 6; j++)
            {
                if (random.Uniform(4_000_000 + i * 6L + j) > (j % 3 == classes[i] ? 0.6 : 0.2)) continue;
                columns.Add(j);
                values.Add(1 + random.Below(5_000_000 + i * 6L + j, 3));
            }
            starts[i + 1] = columns.Count;
        }
        return new(6, starts, [.. columns], [.. values]);
    }
}
