using System.Reflection;

namespace DistributedML.Registry;

/// <summary>The version of the code, set when it is built, so that it is the same on every machine.</summary>
public static class CodeVersion
{
    /// <summary>
    /// The assembly's informational version: its version and, when it was built in a git checkout, "+" and the commit. Changes that are not
    /// committed do not show.
    /// </summary>
    public static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? assembly.GetName().Version?.ToString()
        ?? "unknown";

    /// <summary>The version of this library, which is built together with the rest.</summary>
    public static string Current { get; } = Of(typeof(CodeVersion).Assembly);
}
