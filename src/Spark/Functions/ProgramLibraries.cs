using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace DistributedML.Spark.Functions;

/// <summary>
/// The libraries that this program was built with, as its <c>.deps.json</c> says: an assembly that loads others by their names finds those of its own library and of the
/// libraries that this one depends on.
/// </summary>
static class ProgramLibraries
{
    static readonly Lazy<ILookup<string, Library>> ByAssembly = new(() => Read().SelectMany(library => library.Assemblies.Select(assembly => (assembly, library)))
        .ToLookup(pair => pair.assembly, pair => pair.library));

    static readonly Lazy<Dictionary<string, string>> Paths = new(() => Listed("TRUSTED_PLATFORM_ASSEMBLIES")
        .DistinctBy(path => Path.GetFileNameWithoutExtension(path)).ToDictionary(path => Path.GetFileNameWithoutExtension(path)));

    /// <summary>The assemblies that an assembly may load by name, with their paths.</summary>
    /// <param name="assembly">The assembly's simple name.</param>
    /// <param name="isGiven">Assemblies that every worker has; what only they depend on is left out.</param>
    public static IEnumerable<(string Name, string Path)> Reach(string assembly, Func<string, bool> isGiven)
    {
        var seen = new HashSet<Library>(ByAssembly.Value[assembly]);
        var left = new Stack<Library>(seen);
        while (left.TryPop(out var library))
        {
            foreach (var name in library.Assemblies)
                if (Paths.Value.TryGetValue(name, out var path)) yield return (name, path);
            foreach (var next in library.Dependencies())
                if (!next.Assemblies.Any(isGiven) && seen.Add(next)) left.Push(next);
        }
    }

    /// <summary>Whether the code of an assembly loads others by names.</summary>
    public static bool LoadsByName(MetadataReader code)
    {
        foreach (var handle in code.MemberReferences)
        {
            var member = code.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            var type = code.GetTypeReference((TypeReferenceHandle)member.Parent);
            if ((code.GetString(type.Namespace), code.GetString(type.Name), code.GetString(member.Name)) is
                ("System.Reflection", "Assembly", "Load" or "LoadWithPartialName") or ("System", "Type", "GetType") or ("System", "AppDomain", "Load")
                or ("System.Runtime.Loader", "AssemblyLoadContext", "LoadFromAssemblyName"))
                return true;
        }
        return false;
    }

    static IEnumerable<Library> Read()
    {
        var runtime = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        var all = new Dictionary<string, Library>();
        foreach (var file in Listed("APP_CONTEXT_DEPS_FILES").Where(file => Path.GetDirectoryName(file) != runtime && File.Exists(file)))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var library in document.RootElement.GetProperty("targets").EnumerateObject().SelectMany(target => target.Value.EnumerateObject()))
            {
                var names = Names(library.Value, "dependencies");
                all[library.Name.Split('/')[0]] = new(
                    [.. Names(library.Value, "runtime").Concat(Names(library.Value, "runtimeTargets")).Select(path => Path.GetFileNameWithoutExtension(path)).Distinct()],
                    () => names.Where(all.ContainsKey).Select(name => all[name]));
            }
        }
        return all.Values;
    }

    static string[] Names(JsonElement library, string kind) => library.TryGetProperty(kind, out var part) ? [.. part.EnumerateObject().Select(entry => entry.Name)] : [];

    static string[] Listed(string property) => (AppContext.GetData(property) as string ?? "").Split(OperatingSystem.IsWindows() ? [';', '|'] : [':', ';'], StringSplitOptions.RemoveEmptyEntries);

    sealed record Library(IReadOnlyList<string> Assemblies, Func<IEnumerable<Library>> Dependencies);
}
