using DistributedML.Registry.Storage;

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
            if (ProcessIdentity.TryParse(Path.GetFileName(folder)[Prefix.Length..], out var process) && !process.IsAlive()) Remove(folder);
        }
        return Path.Combine(work, $"{Prefix}{ProcessIdentity.Current}");
    }

    static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another command removes it at this moment, or it is another user's: no reason not to work.
        }
    }
}
