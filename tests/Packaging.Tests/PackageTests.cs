using System.Xml.Linq;

namespace DistributedML.Tests.Packaging;

/// <summary>The packages as their users meet them: in an empty project, and as an installed program.</summary>
public sealed class PackageTests(Packages packages)
{
    [Fact]
    public async Task Every_project_is_a_package_that_says_what_it_is()
    {
        await packages.PackedAsync();
        var metadata = packages.Metadata();
        Assert.Equal(Repository.Projects.Values.Select(Id).Order(), metadata.Keys.Order());
        Assert.All(metadata.Values, package =>
        {
            Assert.Equal("Apache-2.0", Packages.Value(package, "license"));
            Assert.Equal("DistributedML contributors", Packages.Value(package, "authors"));
            Assert.Equal("README.md", Packages.Value(package, "readme"));
            Assert.NotEqual("Package Description", Packages.Value(package, "description"));   // what NuGet writes when there is none
        });
        Assert.Single(metadata.Values.Select(package => Packages.Value(package, "version")).Distinct());
    }

    [Fact]
    public async Task An_empty_project_trains_a_recommender()
    {
        await packages.PackedAsync();
        var project = Path.Combine(packages.Folder, "recommender");
        Directory.CreateDirectory(project);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Recommender"))) File.Copy(file, Path.Combine(project, Path.GetFileName(file)));
        await Packages.RunAsync(project, "dotnet", "build", "--nologo", "-o", "built");
        Assert.Equal("ann: saucer", (await Packages.RunAsync(project, "dotnet", "built/Recommender.dll")).Trim());
    }

    [Fact]
    public async Task The_installed_program_tells_its_commands()
    {
        await packages.PackedAsync();
        var tools = Path.Combine(packages.Folder, "tools");
        await Packages.RunAsync(packages.Folder, "dotnet", "tool", "install", "DistributedML.Tool", "--prerelease", "--tool-path", tools, "--add-source", packages.Source);
        var help = await Packages.RunAsync(packages.Folder, Path.Combine(tools, "dml"), "--help");
        Assert.All(["etl", "train", "score", "serve", "demo"], command => Assert.Contains($"  {command} ", help));
    }

    static string Id(string project)
    {
        var properties = XDocument.Load(project).Descendants();
        return (properties.SingleOrDefault(property => property.Name == "PackageId") ?? properties.SingleOrDefault(property => property.Name == "AssemblyName"))?.Value
            ?? $"DistributedML.{Path.GetFileNameWithoutExtension(project)}";
    }
}
