using System.Diagnostics;

namespace DistributedML.Jobs;

/// <summary>Tells whether a process that left something in a work folder is still there.</summary>
static class RunningProcess
{
    /// <summary>Whether a process of this id runs.</summary>
    internal static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
