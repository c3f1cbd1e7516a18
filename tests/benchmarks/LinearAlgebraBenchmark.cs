using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DistributedML.Numerics;

namespace DistributedML.Benchmarks;

/// <summary>
/// Matrix product and decompositions on one thread, against OpenBLAS and LAPACK through NumPy and SciPy, in turn. Processor time, not
/// elapsed time, so that other work of the machine counts little.
/// </summary>
static class LinearAlgebraBenchmark
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    static readonly (string Name, Action<Inputs> Run)[] Operations =
    [
        ("product", inputs => MatrixProduct.Multiply(inputs.Gaussian, inputs.Symmetric, inputs.Product)),
        ("cholesky", inputs => Cholesky.Factor(Matrix.Of(inputs.Definite))),
        ("lu", inputs => Lu.Of(inputs.Gaussian)),
        ("qr", inputs => Qr.Of(inputs.Gaussian).Q()),
        ("eigen", inputs => SymmetricEigen.Of(inputs.Symmetric)),
        ("svd", inputs => Svd.Of(inputs.Gaussian)),
    ];

    public static Command Command(Option<string?> peers, Option<int> runs)
    {
        var sizes = new Option<int[]>("--size")
        {
            Description = "Rows of the square matrices.",
            DefaultValueFactory = _ => [100, 300, 1_000],
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("linear-algebra", "Matrix product and decompositions against NumPy and SciPy, one thread each.")
        {
            sizes,
        };
        command.SetAction((result, cancel) =>
        {
            Run(result.GetValue(sizes)!, result.GetValue(runs), result.GetValue(peers), cancel);
            return Task.CompletedTask;
        });
        return command;
    }

    static void Run(int[] sizes, int runs, string? peers, CancellationToken cancel)
    {
        Report.Where();
        using var peer = LinearAlgebraPeer.Start(peers);
        var against = peer?.Version ?? "SciPy is absent";
        Console.WriteLine($"| operation | size | ours: median (least–most) of processor time | {against} | times better |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var size in sizes)
        {
            var inputs = new Inputs(size);
            foreach (var (name, run) in Operations)
            {
                cancel.ThrowIfCancellationRequested();
                var repetitions = Math.Max(1, (int)(100_000_000 / Math.Pow(size, 3)));
                double Ours()
                {
                    var start = Environment.CpuUsage.TotalTime;
                    for (var i = 0; i < repetitions; i++) run(inputs);
                    return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / repetitions;
                }
                var watch = Stopwatch.StartNew();
                while (watch.Elapsed < WarmUp) Ours();   // until the runtime has optimised it
                if (peer is null) Row(name, size, Series.Of(runs, Ours), null);
                else
                {
                    var (ours, theirs) = Series.Alternate(runs, Ours, () => peer.Time(name, size, repetitions) * 1e3);
                    Row(name, size, ours, theirs);
                }
            }
        }
    }

    static void Row(string name, int size, Series ours, Series? theirs)
    {
        var ratio = theirs is null ? "–" : (theirs.Median / ours.Median).ToString("F2", CultureInfo.InvariantCulture);
        Console.WriteLine($"| {name} | {size} | {ours.ToText("F2", "ms")} | {theirs?.ToText("F2", "ms") ?? "–"} | {ratio} |");
    }

    sealed class Inputs
    {
        public Inputs(int size)
        {
            var random = new CounterRandom(1);
            Gaussian = new Matrix(size, size);
            for (var i = 0; i < Gaussian.Values.Length; i++) Gaussian.Values[i] = random.Normal(i);
            Definite = Gaussian * Gaussian.Transpose();
            for (var i = 0; i < size; i++) Definite[i, i] += 1;
            Symmetric = Gaussian.Transpose();
            for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++) Symmetric[i, j] += Gaussian[i, j];
            Product = new Matrix(size, size);
        }

        public Matrix Gaussian { get; }

        public Matrix Definite { get; }

        public Matrix Symmetric { get; }

        public Matrix Product { get; }
    }
}
