using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DistributedML.Benchmarks;

/// <summary>NumPy and SciPy on one thread, in a process that stays, so that only their own calls are timed.</summary>
sealed class LinearAlgebraPeer : IDisposable
{
    readonly Process _process;

    LinearAlgebraPeer(Process process)
    {
        _process = process;
        Version = (string)Answer()["version"]!;
    }

    public string Version { get; }

    /// <summary>Starts it; null, with the reason noted, when it is absent.</summary>
    public static LinearAlgebraPeer? Start(string? peers)
    {
        var packages = Path.Combine(peers ?? "", "site-packages");
        if (peers is null || !Directory.Exists(Path.Combine(packages, "scipy")))
        {
            Report.Note($"SciPy is absent: no site-packages/scipy in '{peers}'; name the folder with --peers");
            return null;
        }
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "peers", "linear_algebra.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PYTHONPATH"] = packages;
        start.Environment.Remove("OPENBLAS_CORETYPE");   // OpenBLAS is to choose its kernels by the processor
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        return new LinearAlgebraPeer(Process.Start(start)!);
    }

    /// <summary>Processor seconds of one call, the mean of some.</summary>
    public double Time(string operation, int size, int repetitions)
    {
        _process.StandardInput.WriteLine($"{operation} {size} {repetitions}");
        _process.StandardInput.Flush();
        return (double)Answer()["seconds"]!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    JsonNode Answer() =>
        JsonNode.Parse(_process.StandardOutput.ReadLine() ?? throw new BenchmarkException("SciPy ended with the error above"))!;
}
