using System.Diagnostics;

namespace DistributedML.Benchmarks;

/// <summary>Another command of this program as a process of its own, spoken to in lines.</summary>
static class ChildProcess
{
    public static Process Start(params IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "DistributedML.Benchmarks.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
