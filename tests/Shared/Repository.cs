namespace DistributedML.Tests.Shared;

/// <summary>The tree that the tests are built from.</summary>
public static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The project files of what is delivered, by project name.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = new[] { "src", "grains", "jobs" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file));

    /// <summary>Source files below some folders, relative to the root, with slashes; without build output.</summary>
    public static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => Path.GetExtension(file) is ".cs" or ".js" or ".html" && !file.Split('/').Any(part => part is "bin" or "obj"));

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DistributedML.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
