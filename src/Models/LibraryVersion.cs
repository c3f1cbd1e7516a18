using System.Reflection;

namespace DistributedML.Models;

/// <summary>The version of this library.</summary>
public static class LibraryVersion
{
    /// <summary>As the assembly says: "1.2.3".</summary>
    public static string Current { get; } =
        typeof(LibraryVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
