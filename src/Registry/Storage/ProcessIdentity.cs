using System.ComponentModel;
using System.Diagnostics;

namespace DistributedML.Registry.Storage;

/// <summary>A process by number and start, so that a number used again is not taken for it.</summary>
readonly record struct ProcessIdentity(int Id, DateTimeOffset Started)
{
    // A process derives start times from its own reading of the clock since boot; two readers differ by clock corrections.
    static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    public static ProcessIdentity Current { get; } = Read(Process.GetCurrentProcess());

    public bool IsAlive()
    {
        if (this == Current) return true;
        try
        {
            return (Read(Process.GetProcessById(Id)).Started - Started).Duration() < Tolerance;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)   // it is there, but another user's
        {
            return true;
        }
    }

    static ProcessIdentity Read(Process process)
    {
        using (process) return new ProcessIdentity(process.Id, new DateTimeOffset(process.StartTime.ToUniversalTime()));
    }
}
