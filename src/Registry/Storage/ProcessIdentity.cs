using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace DistributedML.Registry.Storage;

/// <summary>A process by number and start, so that a number used again is not taken for it.</summary>
/// <param name="Id">The number that the system gave it.</param>
/// <param name="Started">When it started.</param>
public readonly record struct ProcessIdentity(int Id, DateTimeOffset Started)
{
    // A process derives start times from its own reading of the clock since boot; two readers differ by clock corrections.
    static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = Read(Process.GetCurrentProcess());

    /// <summary>Reads what <see cref="ToString"/> made.</summary>
    public static bool TryParse(string text, out ProcessIdentity process)
    {
        process = default;
        if (text.Split('-') is not [var id, var start]
            || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !uint.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        process = new(number, DateTimeOffset.FromUnixTimeSeconds(seconds));
        return true;
    }

    /// <summary>Whether the process still runs.</summary>
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

    /// <summary>Number and start in seconds since 1970, which can stand in the name of a file: "4711-1322560800".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}-{Started.ToUnixTimeSeconds()}");

    static ProcessIdentity Read(Process process)
    {
        using (process) return new ProcessIdentity(process.Id, new DateTimeOffset(process.StartTime.ToUniversalTime()));
    }
}
