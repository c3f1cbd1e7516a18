using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace DistributedML.Spark.Functions;

/// <summary>The assemblies of some types and all that they refer to, but for the framework's and those that client and worker must share.</summary>
static class AssemblySet
{
    /// <summary>Assemblies whose types client, worker and function hand to each other: there is one of each in a worker, its own.</summary>
    static readonly FrozenSet<string> Shared =
        FrozenSet.Create("DistributedML.Spark", "Apache.Arrow", "Apache.Arrow.Scalars", "Apache.Arrow.Compression", "Microsoft.Data.Analysis", "Microsoft.ML.DataView", "Newtonsoft.Json");

    static readonly FrozenSet<string> Framework =
        Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Select(path => Path.GetFileNameWithoutExtension(path)).ToFrozenSet();

    static readonly ConcurrentDictionary<Assembly, IReadOnlyList<AssemblyFile>> Known = new();

    public static bool IsFramework(Assembly assembly) => Framework.Contains(assembly.GetName().Name!);

    public static bool IsShared(Assembly assembly) => IsShared(assembly.GetName().Name!);

    public static bool IsShared(string name) => Shared.Contains(name);

    /// <summary>The files to send for these assemblies, in the order of their names. Their bytes are in <see cref="ArtifactStore"/> from then on.</summary>
    /// <exception cref="FunctionNotPortableException">An assembly is not a file.</exception>
    public static IReadOnlyList<AssemblyFile> Of(IEnumerable<Assembly> assemblies) =>
        [.. assemblies.Where(assembly => !IsGiven(assembly.GetName().Name!)).SelectMany(assembly => Known.GetOrAdd(assembly, Closure)).Distinct().OrderBy(file => file.Name, StringComparer.Ordinal)];

    static bool IsGiven(string name) => Framework.Contains(name) || Shared.Contains(name);

    static List<AssemblyFile> Closure(Assembly assembly)
    {
        if (assembly.IsDynamic || assembly.Location.Length == 0)
            throw new FunctionNotPortableException($"The assembly {assembly.GetName().Name} is in memory only, so it cannot be sent to the executors: build it as a file, and do not publish the program as a single file");
        var files = new List<AssemblyFile>();
        var seen = new HashSet<string> { assembly.GetName().Name! };
        var left = new Stack<(string Name, string Path)>([(assembly.GetName().Name!, assembly.Location)]);
        while (left.TryPop(out var next))
        {
            var bytes = File.ReadAllBytes(next.Path);
            var file = AssemblyFile.Of(next.Name, bytes);
            ArtifactStore.Add(file.Artifact, next.Path);
            files.Add(file);
            foreach (var name in References(bytes))
                if (!IsGiven(name) && seen.Add(name) && Find(name, assembly) is { } path) left.Push((name, path));
        }
        return files;
    }

    static List<string> References(byte[] bytes)
    {
        using var image = new PEReader(new MemoryStream(bytes));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    // Beside the assembly, where a build puts what it needs; else where this process finds it. What nobody finds was not needed here either.
    static string? Find(string name, Assembly user)
    {
        var beside = Path.Combine(Path.GetDirectoryName(user.Location)!, name + ".dll");
        if (File.Exists(beside)) return beside;
        try
        {
            var location = (AssemblyLoadContext.GetLoadContext(user) ?? AssemblyLoadContext.Default).LoadFromAssemblyName(new AssemblyName(name)).Location;
            return location.Length > 0 ? location : null;
        }
        catch (Exception missing) when (missing is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }
}
