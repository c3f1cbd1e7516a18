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

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DistributedML.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
