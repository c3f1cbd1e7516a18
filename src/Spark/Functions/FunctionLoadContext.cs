using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace DistributedML.Spark.Functions;

/// <summary>
/// The assemblies of one set, loaded apart from those of any other set: two versions of an assembly can be in use in one worker. Types come from the set,
/// the framework or the worker itself, and from nowhere else.
/// </summary>
sealed class FunctionLoadContext : AssemblyLoadContext
{
    static readonly ConcurrentDictionary<string, Lazy<FunctionLoadContext>> Contexts = new();

    static readonly HashSet<string> Trusted =
        [.. ((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(path => Path.GetFileNameWithoutExtension(path))];

    // Those of the task that this flow of control runs.
    static readonly AsyncLocal<FunctionLoadContext[]?> Entered = new();

    readonly Dictionary<string, string> _paths = [];

    // An assembly of the worker's own may load one of a function's by name, as a reader of JSON with names of types does.
    static FunctionLoadContext() => Default.Resolving += (_, name) =>
        Entered.Value?.FirstOrDefault(context => name.Name is { } simple && context._paths.ContainsKey(simple))?.LoadFromAssemblyName(new AssemblyName(name.Name!));

    FunctionLoadContext(IReadOnlyList<AssemblyFile> files, string folder)
        : base(string.Join('+', files.Select(file => file.Name)))
    {
        Files = files;
        foreach (var file in files) _paths[file.Name] = Check(file, folder);
    }

    /// <summary>The context of a set, made when it is first asked for; <paramref name="folder"/> holds its files.</summary>
    public static FunctionLoadContext Of(IReadOnlyList<AssemblyFile> files, string folder)
    {
        var key = string.Join(' ', files.Select(file => file.FileName));
        try
        {
            return Contexts.GetOrAdd(key, _ => new(() => new(files, folder))).Value;
        }
        catch
        {
            Contexts.TryRemove(key, out _);
            throw;
        }
    }

    /// <summary>The set.</summary>
    public IReadOnlyList<AssemblyFile> Files { get; }

    /// <summary>Lets this flow of control load assemblies of the set by name, wherever its code is.</summary>
    public void Enter()
    {
        if (Entered.Value?.Contains(this) != true) Entered.Value = [.. Entered.Value ?? [], this];
    }

    public Type Resolve(string assembly, string type)
    {
        var found = _paths.ContainsKey(assembly) ? LoadFromAssemblyName(new AssemblyName(assembly))
            : Trusted.Contains(assembly) ? Default.LoadFromAssemblyName(new AssemblyName(assembly))
            : throw new FileNotFoundException($"The function needs {type} of {assembly}, which was not sent with it and is neither .NET's nor the worker's");
        return found.GetType(type, throwOnError: true)!;
    }

    protected override Assembly? Load(AssemblyName name) =>
        name.Name is { } simple && !AssemblySet.IsShared(simple) && _paths.TryGetValue(simple, out var path) ? LoadFromAssemblyPath(path) : null;

    // The code names a library with or without what a system puts around the name.
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var suffix = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        string[] files = [unmanagedDllName, unmanagedDllName + suffix, $"lib{unmanagedDllName}{suffix}", $"lib{unmanagedDllName}"];
        return Array.Find(files, _paths.ContainsKey) is { } file ? LoadUnmanagedDllFromPath(_paths[file]) : 0;
    }

    static string Check(AssemblyFile file, string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file.FileName));
        if (!File.Exists(path)) throw new FileNotFoundException($"The function needs {file.FileName}, which is not in the session's folder {folder} on this executor: its files were not sent, or the session has ended");
        var found = AssemblyFile.Of(file.Name, File.ReadAllBytes(path));
        return found.Hash == file.Hash ? path : throw new InvalidDataException($"{path} is damaged: its hash is {found.Hash}");
    }
}
