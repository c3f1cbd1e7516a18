namespace DistributedML.Tests.Architecture;

/// <summary>The files of the repository.</summary>
static class Repository
{
    static readonly string[] Extensions = [".cs", ".js", ".html"];

    internal static string Root { get; } = FindRoot();

    /// <summary>Source files below some folders, relative to the root, with slashes; without build output.</summary>
    internal static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => Extensions.Contains(Path.GetExtension(file)) && !file.Split('/').Any(part => part is "bin" or "obj"));

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DistributedML.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
