using DistributedML.Learning.Tabular;
using DistributedML.Numerics;

namespace DistributedML.Learning.Tests.Tabular;

static partial class Tables
{
    static readonly string[] Colours = ["red", "green", "blue", "yellow"];
    static readonly string[] Words = ["tea", "pot", "cup", "red", "small", "set", "of", "three"];

    /// <summary>
    /// Independent standard normal features x0, x1, ...; the target is x0 + 2·x1 + ... + d·x(d − 1) + noise / 10, and the class is "high"
    /// where the target is above 0, else "low".
    /// </summary>
    public static Dataset Gaussian(int rows, int features, long seed = 1)
    {
        var random = new CounterRandom(seed);
        var target = new double[rows];
        var columns = new float[features][];
        for (var j = 0; j < features; j++)
        {
            columns[j] = new float[rows];
            for (var i = 0; i < rows; i++)
            {
                columns[j][i] = (float)random.Normal((long)i * (features + 1) + j);
                target[i] += (j + 1) * columns[j][i];
            }
        }
        for (var i = 0; i < rows; i++) target[i] += random.Normal((long)i * (features + 1) + features) / 10;
        return new(Numeric(columns).Schema, rows, columns)
        {
            Target = target,
            Classes = [.. target.Select(value => value > 0 ? 0 : 1)],
            ClassNames = ["high", "low"],
        };
    }

    /// <summary>
    /// A table of every type: two numeric features, a categorical one, a text and a sparse block of 5 columns; a part of the values is
    /// missing. With target, three classes, weights from 0 to 3, groups of about 4 rows, and times that are not in order, an hour apart.
    /// </summary>
    public static Dataset Mixed(int rows, long seed = 1, double missing = 0.1)
    {
        var random = new CounterRandom(seed);
        long number = 0;
        bool IsMissing() => random.Uniform(number++) < missing;
        int Below(int below) => random.Below(number++, below);

        var (amount, price, colour, words) = (new float[rows], new float[rows], new int[rows], new string?[rows]);
        var (starts, columns, values) = (new int[rows + 1], new List<int>(), new List<float>());
        var (target, classes, weights, groups) = (new double[rows], new int[rows], new float[rows], new int[rows]);
        for (var i = 0; i < rows; i++)
        {
            classes[i] = Below(3);
            amount[i] = IsMissing() ? float.NaN : Below(20);
            price[i] = IsMissing() ? float.NaN : (float)(10 * classes[i] + random.Normal(1_000_000_000L + i));
            colour[i] = IsMissing() ? -1 : (classes[i] + Below(2)) % Colours.Length;
            words[i] = IsMissing() ? null : string.Join(' ', Enumerable.Range(0, 1 + Below(4)).Select(_ => Words[Below(Words.Length)]));
            for (var j = 0; j < 5; j++)
            {
                if (Below(3) > 0) continue;
                columns.Add(j);
                values.Add(1 + Below(4));
            }
            starts[i + 1] = columns.Count;
            target[i] = classes[i] + Below(100) / 50.0;
            weights[i] = Below(4);
            groups[i] = Below(Math.Max(1, rows / 4));
        }
        Feature[] features =
        [
            new("amount", FeatureType.Numeric), new("price", FeatureType.Numeric),
            new("colour", FeatureType.Categorical) { Levels = Colours },
            new("words", FeatureType.Text), new("counts", FeatureType.Sparse) { Width = 5 },
        ];
        return new(new FeatureSchema(features), rows, [amount, price, colour, words, new SparseBlock(5, starts, [.. columns], [.. values])])
        {
            Target = target,
            Classes = classes,
            ClassNames = ["bad", "fair", "good"],
            Weights = weights,
            Groups = groups,
            Times = [.. Enumerable.Range(0, rows).Select(i => new DateTime(2024, 1, 1).AddHours(i * 7919L % rows).Ticks)],
        };
    }
}
