using System.Xml.Linq;

namespace DistributedML.Tests.Architecture;

public class ProjectReferenceTests
{
    // What each project may reference; an arrow that is not here is an error. Design: Numerics <- Compute <- Learning; Pipelines and Data beside them,
    // Models on all of these, Engines, grains and jobs on Models.
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Numerics"] = [],
        ["Compute"] = ["Numerics"],
        ["Learning"] = ["Numerics", "Compute"],
        ["Pipelines"] = ["Learning"],
        ["Data"] = [],
        ["Models"] = ["Data", "Learning", "Compute", "Numerics", "Pipelines"],
        ["Streams"] = ["Learning", "Pipelines"],
        ["Engines"] = ["Models", "Data", "Learning", "Compute", "Pipelines", "Registry", "Spark"],
        ["Registry"] = ["Numerics"],
        ["Spark"] = [],
        ["SparkWorker"] = ["Spark"],
        ["Grains"] = ["Models", "Streams", "Learning", "Pipelines", "Registry", "Numerics", "Compute"],
        ["Jobs"] = ["Grains", "Streams", "Engines", "Models", "Data", "Learning", "Pipelines", "Registry", "Numerics", "Compute", "Spark", "SparkWorker"],
    };

    public static TheoryData<string> Projects() => [.. Repository.Projects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Arrows_point_one_way(string project)
    {
        var references = XDocument.Load(Repository.Projects[project]).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.True(Allowed.TryGetValue(project, out var allowed), $"{project} is not in the design's list of projects");
        Assert.Empty(references.Except(allowed));
    }
}
