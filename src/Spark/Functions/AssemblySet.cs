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
        FrozenSet.Create("DistributedML.Spark", "DistributedML.SparkWorker", "Apache.Arrow", "Apache.Arrow.Scalars", "Apache.Arrow.Compression", "Microsoft.Data.Analysis", "Microsoft.ML.DataView", "Newtonsoft.Json");

    static readonly FrozenSet<string> Framework =
        Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Select(path => Path.GetFileNameWithoutExtension(path)).ToFrozenSet();

    static readonly ConcurrentDictionary<Assembly, IReadOnlyList<AssemblyFile>> Known = new();
    static readonly ConcurrentDictionary<string, AssemblyFile> Added = new();

    public static bool IsFramework(Assembly assembly) => Framework.Contains(assembly.GetName().Name!);

    public static bool IsShared(Assembly assembly) => IsShared(assembly.GetName().Name!);

    public static bool IsShared(string name) => Shared.Contains(name);

    /// <summary>Sends an assembly or a native library with each function that is made from now on.</summary>
    public static void Add(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var file = AssemblyFile.Of(NameOf(path), bytes);
        ArtifactStore.Add(file.Artifact, bytes);   // the file may be gone when a function is sent
        Added[file.Name] = file;
    }

    /// <summary>The files to send for these assemblies, in the order of their names. Their bytes are in <see cref="ArtifactStore"/> from then on.</summary>
    /// <exception cref="FunctionNotPortableException">An assembly is not a file.</exception>
    public static IReadOnlyList<AssemblyFile> Of(IEnumerable<Assembly> assemblies)
    {
        var needed = assemblies.Where(assembly => !IsGiven(assembly.GetName().Name!)).SelectMany(assembly => Known.GetOrAdd(assembly, Closure)).Distinct().ToList();
        var names = needed.Select(file => file.Name).ToHashSet();
        return [.. needed.Concat(Added.Values.Where(file => !names.Contains(file.Name))).OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    static string NameOf(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path).Name!;
        }
        catch (BadImageFormatException)
        {
            return Path.GetFileName(path);   // a native library
        }
    }

    static bool IsGiven(string name) => Framework.Contains(name) || Shared.Contains(name);

    // All that an assembly refers to; and if one of these loads others by name, all that the program has: what it will load is not known.
    static IReadOnlyList<AssemblyFile> Closure(Assembly assembly)
    {
        if (AssemblyLoadContext.GetLoadContext(assembly) is FunctionLoadContext sent) return sent.Files;
        if (assembly.IsDynamic || assembly.Location.Length == 0)
            throw new FunctionNotPortableException($"The assembly {assembly.GetName().Name} is in memory only, so it cannot be sent to the executors: build it as a file, and do not publish the program as a single file");
        var files = new List<AssemblyFile>();
        var seen = new HashSet<string> { assembly.GetName().Name! };
        var left = new Stack<(string Name, string Path)>([(assembly.GetName().Name!, assembly.Location)]);
        void Need(string name, Func<string?> find)
        {
            if (!IsGiven(name) && seen.Add(name) && find() is { } path) left.Push((name, path));
        }
        while (left.TryPop(out var next))
        {
            var bytes = File.ReadAllBytes(next.Path);
            var file = AssemblyFile.Of(next.Name, bytes);
            ArtifactStore.Add(file.Artifact, next.Path);
            files.Add(file);
            using var image = new PEReader(new MemoryStream(bytes));
            var code = image.GetMetadataReader();
            foreach (var name in code.AssemblyReferences.Select(handle => code.GetString(code.GetAssemblyReference(handle).Name)))
                Need(name, () => Find(name, assembly));
            if (!ProgramLibraries.LoadsByName(code)) continue;
            foreach (var (name, path) in ProgramLibraries.Assemblies(IsGiven)) Need(name, () => path);
        }
        return files;
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
