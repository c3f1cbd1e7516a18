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
        var built = await BuildAsync("Recommender");
        Assert.Equal("ann: saucer", (await Packages.RunAsync(built, "dotnet", "Recommender.dll")).Trim());
    }

    [Fact]
    public async Task A_program_for_Spark_has_the_worker_beside_it()
    {
        var built = await BuildAsync("Spark");
        Assert.Equal("DistributedML.Spark", (await Packages.RunAsync(built, "dotnet", "SparkProgram.dll")).Trim());
        // It starts, and says what it is to one that is not Spark.
        var said = await Packages.RunAsync(built, "sh", "-c", "./DistributedML.SparkWorker 2>&1; test $? = 2");
        Assert.Contains("This program runs C# functions for Spark", said);
    }

    [Fact]
    public async Task The_installed_program_tells_its_commands()
    {
        await packages.PackedAsync();
        var tools = Path.Combine(packages.Folder, "tools");
        string[] install = ["tool", "install", "DistributedML.Tool", "--prerelease", "--tool-path", tools, "--add-source", packages.Source];
        await Packages.RunAsync(packages.Folder, "dotnet", install);
        var help = await Packages.RunAsync(packages.Folder, Path.Combine(tools, "dml"), "--help");
        Assert.All(["etl", "train", "score", "serve", "demo"], command => Assert.Contains($"  {command} ", help));
    }

    // Builds one of the programs in a folder outside of the tree and returns where it is.
    async Task<string> BuildAsync(string name)
    {
        await packages.PackedAsync();
        var project = Path.Combine(packages.Folder, name);
        Directory.CreateDirectory(project);
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Programs", name));
        foreach (var file in files) File.Copy(file, Path.Combine(project, Path.GetFileName(file)));
        var built = Path.Combine(project, "built");
        await Packages.RunAsync(project, "dotnet", "build", "--nologo", "-o", built);
        return built;
    }

    static string Id(string project)
    {
        var file = XDocument.Load(project);
        string? Property(string name) => file.Descendants(name).SingleOrDefault()?.Value;
        return Property("PackageId") ?? Property("AssemblyName") ?? $"DistributedML.{Path.GetFileNameWithoutExtension(project)}";
    }
}
