namespace DistributedML.Tests.Spark.Cluster;

/// <summary>Processes of this machine, by what their command or the path of their working folder contains.</summary>
static class Processes
{
    public static List<(int Id, string Command)> Of(string text)
    {
        var found = new List<(int, string)>();
        foreach (var entry in Directory.EnumerateDirectories("/proc").Where(entry => int.TryParse(Path.GetFileName(entry), out _)))
        {
            try
            {
                var command = File.ReadAllText(Path.Combine(entry, "cmdline")).Replace('\0', ' ');
                if (command.Contains(text) || File.ResolveLinkTarget(Path.Combine(entry, "cwd"), returnFinalTarget: false)?.FullName.Contains(text) == true)
                    found.Add((int.Parse(Path.GetFileName(entry)), command));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It ended in the meantime, or is none of ours.
            }
        }
        return found;
    }

    public static bool Lives(long id) => Directory.Exists($"/proc/{id}");

    /// <summary>The process that started this one.</summary>
    public static int Parent(long id) => int.Parse(File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal)).AsSpan(5));

    /// <summary>Kills the server of a folder, as <see cref="Kill"/> does: the Java process whose command names the folder.</summary>
    public static void KillServer(string folder) => Kill(Of(folder).Single(process => process.Command.Contains("java")).Id);

    /// <summary>Kills it as the kernel does when memory runs out: without a word.</summary>
    public static void Kill(long id)
    {
        using var process = System.Diagnostics.Process.GetProcessById((int)id);
        process.Kill();
    }
}
