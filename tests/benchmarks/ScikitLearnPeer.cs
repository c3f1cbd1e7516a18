using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using DistributedML.Learning.Tabular;

namespace DistributedML.Benchmarks;

/// <summary>scikit-learn in a process that stays, so that only its own calls are timed.</summary>
sealed class ScikitLearnPeer : IDisposable
{
    readonly Process _process;
    readonly string _folder;

    ScikitLearnPeer(Process process, string folder)
    {
        (_process, _folder) = (process, folder);
        Version = (string)Answer()["version"]!;
    }

    public string Version { get; }

    /// <summary>Starts it on the same table; null, with the reason noted, when it is absent.</summary>
    public static ScikitLearnPeer? Start(string? peers, Dataset rows, int clusters, int threads)
    {
        var packages = Path.Combine(peers ?? "", "site-packages");
        if (peers is null || !Directory.Exists(Path.Combine(packages, "sklearn")))
        {
            Report.Note($"scikit-learn is absent: no site-packages/sklearn in '{peers}'; name the folder with --peers");
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("dml-benchmark-").FullName;
        using (var file = File.Create(Path.Combine(folder, "x.bin")))
            for (var j = 0; j < rows.Schema.Count; j++) file.Write(MemoryMarshal.AsBytes<float>(rows.Numeric(j)));
        File.WriteAllBytes(Path.Combine(folder, "y.bin"), MemoryMarshal.AsBytes<int>(rows.Classes).ToArray());
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "peers", "scikit_learn_tabular.py"), folder, Text(rows.Rows), Text(rows.Schema.Count),
            "--clusters", Text(clusters), "--threads", Text(threads),
        ];
        var start = new ProcessStartInfo("python3", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["PYTHONPATH"] = packages;
        return new ScikitLearnPeer(Process.Start(start)!, folder);
    }

    /// <summary>Seconds of a training, what it reached and in how many iterations.</summary>
    public (double Seconds, double Value, int Iterations) Fit(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        var answer = Answer();
        return ((double)answer["seconds"]!, (double)answer["value"]!, (int)answer["iterations"]!);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    JsonNode Answer() =>
        JsonNode.Parse(_process.StandardOutput.ReadLine() ?? throw new BenchmarkException("scikit-learn ended with the error above"))!;

    static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
