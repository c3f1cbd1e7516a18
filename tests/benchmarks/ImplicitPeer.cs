using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using DistributedML.Learning.Recommendation;

namespace DistributedML.Benchmarks;

/// <summary>The Python library implicit in a process that stays, so that only its own calls are timed.</summary>
sealed class ImplicitPeer : IDisposable
{
    readonly Process _process;
    readonly string _folder;

    ImplicitPeer(Process process, string folder)
    {
        (_process, _folder) = (process, folder);
        Version = (string)Answer()["version"]!;
    }

    public string Version { get; }

    /// <summary>Starts it on the same matrix; null, with the reason noted, when it is absent.</summary>
    public static ImplicitPeer? Start(string? peers, Interactions train, Func<int, float> confidence, IEnumerable<(int User, int Item)> test, AlsOptions options, int threads)
    {
        var packages = Path.Combine(peers ?? "", "site-packages");
        if (peers is null || !Directory.Exists(Path.Combine(packages, "implicit")))
        {
            Report.Note($"implicit is absent: no site-packages/implicit in '{peers}'; name the folder with --peers");
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("dml-benchmark-").FullName;
        using (var writer = new BinaryWriter(File.Create(Path.Combine(folder, "train.bin"))))
            for (var user = 0; user < train.Users; user++)
                for (var i = 0; i < train.ItemsOf(user).Length; i++)
                {
                    writer.Write(user);
                    writer.Write(train.ItemsOf(user)[i]);
                    writer.Write(confidence((int)train.CountsOf(user)[i]));
                }
        using (var writer = new BinaryWriter(File.Create(Path.Combine(folder, "test.bin"))))
            foreach (var (user, item) in test)
            {
                writer.Write(user);
                writer.Write(item);
            }
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "peers", "implicit_als.py"), folder, Text(train.Users), Text(train.Items), "--factors", Text(options.Factors),
            "--iterations", Text(options.Iterations), "--regularization", Text(options.Regularization), "--threads", Text(threads),
        ];
        var start = new ProcessStartInfo("python3", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["PYTHONPATH"] = packages;
        return new ImplicitPeer(Process.Start(start)!, folder);
    }

    /// <summary>Seconds of a training.</summary>
    public double Fit() => (double)Ask("fit")["seconds"]!;

    /// <summary>Seconds for the best 10 items of all users.</summary>
    public double TopN() => (double)Ask("topn")["seconds"]!;

    /// <summary>NDCG@10 of the newest training.</summary>
    public double Ndcg() => (double)Ask("ndcg")["ndcg"]!;

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    JsonNode Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return Answer();
    }

    JsonNode Answer() => JsonNode.Parse(_process.StandardOutput.ReadLine() ?? throw new BenchmarkException("implicit ended with the error above"))!;

    static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
