using System.Xml.Linq;

namespace DistributedML.Tests.Architecture;

public class ProjectReferenceTests
{
    // What each project may reference; an arrow that is not here is an error. Design: Numerics <- Compute <- Learning <- Pipelines, Data beside
    // them, Engines on Spark, Data, Pipelines and Registry, grains and jobs on top.
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Numerics"] = [],
        ["Compute"] = ["Numerics"],
        ["Learning"] = ["Numerics", "Compute"],
        ["Pipelines"] = ["Learning"],
        ["Data"] = [],
        ["Engines"] = ["Data", "Learning", "Compute", "Pipelines", "Registry", "Spark"],
        ["Registry"] = [],
        ["Spark"] = [],
        ["SparkWorker"] = ["Spark"],
        ["Grains"] = ["Learning", "Pipelines", "Registry", "Numerics", "Compute"],
        ["Jobs"] = ["Grains", "Engines", "Data", "Learning", "Pipelines", "Registry", "Numerics", "Compute", "Spark", "SparkWorker"],
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
