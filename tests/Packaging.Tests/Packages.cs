using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

[assembly: AssemblyFixture(typeof(DistributedML.Tests.Packaging.Packages))]

namespace DistributedML.Tests.Packaging;

/// <summary>All packages of the tree, packed once from what is built, in a folder that is a source of packages.</summary>
public sealed class Packages : IDisposable
{
    // Guards against hanging only.
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    readonly TemporaryFolder _folder = new();
    readonly Lazy<Task> _packed;

    public Packages() => _packed = new(async () =>
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        await RunAsync(Repository.Root, "dotnet", "pack", "DistributedML.sln", "--no-build", "--nologo", "-c", configuration, "-o", Source);
        // The user's own sources and packages stay: those of others come from there. The tree's go to a folder of their own, where none of another day is found.
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(home, ".nuget", "packages");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{Source}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{machine}" /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_folder.Path, "installed")}" /></config>
            </configuration>
            """);
    });

    /// <summary>A folder outside of the tree, where <c>nuget.config</c> names the packages.</summary>
    public string Folder => _folder.Path;

    /// <summary>The folder with the packages.</summary>
    public string Source => Path.Combine(_folder.Path, "packages");

    /// <summary>Waits until everything is packed.</summary>
    public Task PackedAsync() => _packed.Value;

    /// <summary>What each package says of itself, by its id.</summary>
    public IReadOnlyDictionary<string, XElement> Metadata() => Directory.GetFiles(Source, "*.nupkg").Select(file =>
    {
        using var package = ZipFile.OpenRead(file);
        using var stream = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }).ToDictionary(metadata => Value(metadata, "id")!);

    /// <summary>A text of the metadata; null when it has none of this name.</summary>
    public static string? Value(XElement metadata, string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    /// <summary>Runs a program to its end and returns what it wrote; fails unless it ends with 0.</summary>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // The test runner's own settings are not meant for what it starts.
        var runners = start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name == "CI").ToList();
        foreach (var name in runners) start.Environment.Remove(name);
        start.Environment.Remove("NUGET_PACKAGES");   // would take the place of the folder that nuget.config names
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await errors}");
        return await output;
    }

    public void Dispose() => _folder.Dispose();
}
