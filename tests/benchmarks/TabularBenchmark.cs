using System.CommandLine;
using System.Globalization;
using DistributedML.Compute;
using DistributedML.Learning;
using DistributedML.Learning.Clustering;
using DistributedML.Learning.Linear;
using DistributedML.Learning.Tabular;
using DistributedML.Numerics;

namespace DistributedML.Benchmarks;

/// <summary>Training on a dense table of 50 columns, against scikit-learn in the same run, two threads each.</summary>
static class TabularBenchmark
{
    const int Columns = 50, Clusters = 20, Threads = 2;

    public static Command Command(Option<string?> peers, Option<int> runs)
    {
        var rows = new Option<int>("--rows") { Description = "Rows of the table.", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("tabular", "Logistic regression and k-means on a table of 50 columns, against scikit-learn.") { rows };
        command.SetAction((result,
            cancel) => Task.Run(() => Run(result.GetValue(rows), result.GetValue(peers), result.GetValue(runs), cancel), cancel));
        return command;
    }

    static void Run(int rows, string? peers, int runs, CancellationToken cancel)
    {
        Report.Where();
        var table = Table(rows);
        var shares = Enumerable.Range(0, Threads).Select(rank => Share(table, rank)).ToArray();
        using var peer = ScikitLearnPeer.Start(peers, table, Clusters, Threads);
        Console.WriteLine("| what | ours: seconds | reached, passes | scikit-learn: seconds | reached, iterations | times better " +
            "|\n|---|---|---|---|---|---|");
        Measure("logistic regression", "logistic", () =>
        {
            var model = Train(shares, new LogisticRegressionTrainer(new()), cancel);
            return (model.Evaluations, () => Loss(model, table));
        });
        Measure($"k-means, {Clusters} clusters", "kmeans", () =>
        {
            var model = Train(shares, new KMeansTrainer(new() { Clusters = Clusters }), cancel);
            return (model.Iterations, () => model.Inertia / rows);
        });

        void Measure(string what, string command, Func<(int Iterations, Func<double> Value)> train)
        {
            (int Iterations, Func<double> Value) ours = default;
            (double Seconds, double Value, int Iterations) theirs = default;
            var name = $"{what}, {rows:N0} x {Columns}, {Threads} threads";
            double Ours() => Series.Time(() => ours = train());
            if (peer is null)
            {
                var alone = Series.Of(runs, Ours);
                Console.WriteLine(Text($"| {name} | {alone.ToText("F3", "s")} | {ours.Value():G8}, {ours.Iterations} | absent | | |"));
                return;
            }
            var (mine, other) = Series.Alternate(runs, Ours, () => (theirs = peer.Fit(command)).Seconds);
            Console.WriteLine(Text($"| {name} | {mine.ToText("F3", "s")} | {ours.Value():G8}, {ours.Iterations} | {peer.Version}: " +
                $"{other.ToText("F3", "s")} | {theirs.Value:G8}, {theirs.Iterations} | {other.Median / mine.Median:F2} |"));
        }
    }

    static TModel Train<TModel>(Dataset[] shares, ITrainer<Dataset, TModel> trainer, CancellationToken cancel) =>
        ThreadGang.Run(Threads, (gang, stop) => trainer.Train(shares[gang.Rank], new Training(gang, Cancel: stop)), cancel)[0];

    /// <summary>Blurred groups of rows, whose class is a noisy linear function of columns of different scales.</summary>
    static Dataset Table(int rows)
    {
        var random = new CounterRandom(7);
        var columns = Enumerable.Range(0, Columns).Select(_ => new float[rows]).ToArray();
        var classes = new int[rows];
        Parallel.For(0, rows, row =>
        {
            var (group, margin) = (random.Below(-1 - row, 3 * Clusters), 0.0);
            for (var j = 0; j < Columns; j++)
            {
                var value = random.Normal((long)row * Columns + j) + 1.5 * random.Normal(1L << 40 | (long)(group * Columns + j));
                margin += value * (j % 7 - 3) / 10.0;
                columns[j][row] = (float)(value * (1 + j % 5));
            }
            classes[row] = random.Uniform(1L << 41 | (long)row) < 1 / (1 + Math.Exp(-margin)) ? 1 : 0;
        });
        return new(new FeatureSchema(columns.Select((_, j) => new Feature($"x{j}", FeatureType.Numeric))), rows,
            columns) { Classes = classes, ClassNames = ["no", "yes"] };
    }

    static Dataset Share(Dataset rows, int rank)
    {
        var (start, end) = ((int)((long)rows.Rows * rank / Threads), (int)((long)rows.Rows * (rank + 1) / Threads));
        return rows.Select([.. Enumerable.Range(start, end - start)]);
    }

    /// <summary>The mean of what scikit-learn minimises.</summary>
    static double Loss(LogisticModel model, Dataset rows)
    {
        var probabilities = new double[2 * rows.Rows];
        model.Predict(rows, probabilities);
        var loss = 0.5 * model.Coefficients.Sum(value => value * value);
        for (var row = 0; row < rows.Rows; row++) loss -= Math.Log(probabilities[2 * row + rows.Classes![row]]);
        return loss / rows.Rows;
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
