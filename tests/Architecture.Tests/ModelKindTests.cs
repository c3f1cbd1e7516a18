using System.Text.RegularExpressions;
using DistributedML.Models;

namespace DistributedML.Tests.Architecture;

/// <summary>What belongs to a kind of model stands in its folder: nothing else in the program names a kind.</summary>
public class ModelKindTests
{
    // The list of kinds, and the generated shop that the demo is about.
    static readonly string[] Exempt = ["src/Models/ModelKinds.cs", "jobs/Generator/", "src/Learning/"];

    public static TheoryData<string> Kinds() => [.. ModelKinds.Standard.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_outside_a_kinds_folder_names_it(string name)
    {
        var root = Repository.Root;
        var kind = ModelKinds.Standard.All.First(kind => kind.Name == name);
        var folder = $"src/Models/{kind.GetType().Namespace!.Split('.')[^1]}/";
        Assert.True(Directory.Exists(Path.Combine(root, folder)), $"kind {name} is not in {folder}");
        var words = new[] { Regex.Escape(name), kind.Definition.Name, kind.GetType().Name, $"DistributedML\\.Models\\.{folder.Split('/')[2]}" };
        var naming = new Regex($@"(?<![\w-])({string.Join('|', words)})(?![\w-])", RegexOptions.IgnoreCase);
        var found = from file in Repository.Sources("src", "grains", "jobs")
                    where !file.StartsWith(folder, StringComparison.Ordinal) && !Exempt.Any(exempt => file.StartsWith(exempt, StringComparison.Ordinal))
                    from line in File.ReadLines(Path.Combine(root, file)).Select((text, number) => (Text: text, Number: number + 1))
                    where !IsComment(line.Text) && naming.IsMatch(line.Text)
                    select $"{file}:{line.Number}: {line.Text.Trim()}";
        Assert.Empty(found);
    }

    static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal) || line.TrimStart().StartsWith('*');
}
