using System.Diagnostics;
using System.Globalization;

namespace DistributedML.Jobs;

/// <summary>Where this process's large queries spill to, in the work folder.</summary>
static class SpillFolder
{
    const string Prefix = "tmp-";

    /// <summary>This process's folder, which need not exist; removes what killed processes left.</summary>
    internal static string Of(string work)
    {
        foreach (var folder in Directory.EnumerateDirectories(work, Prefix + "*"))
        {
            if (int.TryParse(Path.GetFileName(folder).AsSpan(Prefix.Length), CultureInfo.InvariantCulture, out var process) && !Runs(process)) Directory.Delete(folder, recursive: true);
        }
        return Path.Combine(work, $"{Prefix}{Environment.ProcessId}");
    }

    static bool Runs(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
