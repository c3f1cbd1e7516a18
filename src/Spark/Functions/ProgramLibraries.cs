using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace DistributedML.Spark.Functions;

/// <summary>The libraries that this program was built with, as its <c>.deps.json</c> says: what its own process finds by name.</summary>
static class ProgramLibraries
{
    /// <summary>The assemblies of the program's libraries, with their paths.</summary>
    /// <param name="isGiven">Assemblies that every worker has; what they alone depend on is left out.</param>
    public static IEnumerable<(string Name, string Path)> Assemblies(Func<string, bool> isGiven)
    {
        var paths = Listed("TRUSTED_PLATFORM_ASSEMBLIES").GroupBy(path => Path.GetFileNameWithoutExtension(path)).ToDictionary(same => same.Key, same => same.First());
        var all = Read();
        var needed = all.Values.SelectMany(library => library.Dependencies).ToHashSet();
        var seen = all.Keys.Where(name => !needed.Contains(name)).ToHashSet();
        var left = new Stack<string>(seen);
        while (left.TryPop(out var next))
        {
            if (!all.TryGetValue(next, out var library) || library.Assemblies.Any(isGiven)) continue;
            foreach (var name in library.Assemblies)
                if (paths.TryGetValue(name, out var path)) yield return (name, path);
            foreach (var dependency in library.Dependencies)
                if (seen.Add(dependency)) left.Push(dependency);
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

    // The frameworks have such files too.
    static Dictionary<string, Library> Read()
    {
        var runtime = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        var all = new Dictionary<string, Library>();
        foreach (var file in Listed("APP_CONTEXT_DEPS_FILES").Where(file => Path.GetDirectoryName(file) != runtime && File.Exists(file)))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var library in document.RootElement.GetProperty("targets").EnumerateObject().SelectMany(target => target.Value.EnumerateObject()))
            {
                var assemblies = Names(library.Value, "runtime").Concat(Names(library.Value, "runtimeTargets")).Select(path => Path.GetFileNameWithoutExtension(path));
                all[library.Name.Split('/')[0]] = new([.. assemblies.Distinct()], Names(library.Value, "dependencies"));
            }
        }
        return all;
    }

    static string[] Names(JsonElement library, string kind) => library.TryGetProperty(kind, out var part) ? [.. part.EnumerateObject().Select(entry => entry.Name)] : [];

    static string[] Listed(string property) =>
        (AppContext.GetData(property) as string ?? "").Split([Path.PathSeparator, ';'], StringSplitOptions.RemoveEmptyEntries);

    sealed record Library(IReadOnlyList<string> Assemblies, IReadOnlyList<string> Dependencies);
}
