using System.Globalization;
using System.Runtime.InteropServices;

namespace DistributedML.Benchmarks;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Ours">Median, smallest and largest.</param>
/// <param name="Against">The peer's median, or the limit.</param>
/// <param name="Ratio">Ours by theirs, or by the limit; above 1 is always better.</param>
sealed record ResultRow(string What, string Ours, string Against, double? Ratio);

/// <summary>Prints the table in Markdown.</summary>
static class Report
{
    public static void Start(BenchmarkOptions options)
    {
        _ = options.DataFolder;   // fails before a table begins
        Where();
        Console.WriteLine("| what | ours: median (least–most) | against | times better | command |");
        Console.WriteLine("|---|---|---|---|---|");
    }

    /// <summary>Date and machine.</summary>
    public static void Where()
    {
        Console.WriteLine($"{DateTime.Now:yyyy-MM-dd HH:mm}, {Machine()}");
        Console.WriteLine();
    }

    public static void Row(ResultRow row, string part, BenchmarkOptions options) => Console.WriteLine(
        $"| {row.What} | {row.Ours} | {row.Against} | {row.Ratio?.ToString("F2", CultureInfo.InvariantCulture) ?? "–"} | `{part} --runs {options.Runs}` |");

    /// <summary>What goes on, to the standard error, so that the table stays a table.</summary>
    public static void Note(string text) => Console.Error.WriteLine($"  {text}");

    static string Machine()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        var load = File.Exists("/proc/loadavg") ? $", load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} at the start" : "";
        return $"{Environment.ProcessorCount} cores of {Processor()}, {memory} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}{load}";
    }

    static string Processor() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':') + 2)..]
            : RuntimeInformation.ProcessArchitecture.ToString();
}
