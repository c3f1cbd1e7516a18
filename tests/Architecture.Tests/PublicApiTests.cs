using System.Reflection;
using PublicApiGenerator;

namespace DistributedML.Tests.Architecture;

/// <summary>
/// What a package offers stands in PublicApi.txt beside its project, so that a change of it is seen and meant. Microsoft.Spark's API is kept by an analyzer
/// while it is written.
/// </summary>
public class PublicApiTests
{
    const string FileName = "PublicApi.txt";

    static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    public static TheoryData<string> Packages() =>
        [.. Repository.Projects.Where(project => !File.Exists(Beside(project.Value, "PublicAPI.Shipped.txt")) && IsLibrary(project.Key)).Select(project => project.Key)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_packages_public_API_is_the_one_that_is_written_down(string project)
    {
        var found = Assembly.Load($"DistributedML.{project}").GeneratePublicApi(Options).ReplaceLineEndings("\n") + "\n";
        var file = Beside(Repository.Projects[project], FileName);
        var written = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (found == written) return;
        var made = Path.Combine(AppContext.BaseDirectory, "PublicApi", $"{project}.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(made)!);
        File.WriteAllText(made, found);
        var (added, removed) = (Lines(found).Except(Lines(written)).Take(5), Lines(written).Except(Lines(found)).Take(5));
        Assert.Fail($"{file} is not what {project} offers. New:\n{string.Join("\n", added)}\nGone:\n{string.Join("\n", removed)}\nWhen that is meant: cp {made} {file}");
    }

    static string Beside(string project, string file) => Path.Combine(Path.GetDirectoryName(project)!, file);

    // Programs offer commands, not an API.
    static bool IsLibrary(string project) => project is not ("Jobs" or "SparkWorker");

    static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries);
}
