using System.Reflection;
using System.Xml.Linq;
using DistributedML.Models;

namespace DistributedML.Tests.Architecture;

/// <summary>
/// Inside each project the arrows between namespaces point one way too. Microsoft.Spark's namespaces are left out: its users know them, so they
/// cannot be cut anew, and they use one another and what stands behind them in both directions.
/// </summary>
public class NamespaceTests
{
    // Arrows that close a circle today, with the reason. Take a line out when its arrow is gone; the test says so.
    static readonly Dictionary<string, (string From, string To)[]> Known = new()
    {
        // What all parts share (definitions of columns and rules) lies beside the file's reader that uses all parts.
        ["Pipelines"] = [("Pipelines.Rules", "Pipelines"), ("Pipelines.Yaml", "Pipelines")],

        // The records that the registry answers with lie beside the class that uses the stores of them.
        ["Registry"] = [("Registry.Storage", "Registry")],

        // The list of members names the forecasters, and they keep the interface that lies beside the list.
        ["Learning"] = [("Learning.Forecasting.Baselines", "Learning.Forecasting"), ("Learning.Forecasting.ExponentialSmoothing", "Learning.Forecasting")],

        // The list of kinds names them, and they build on what lies beside the list.
        ["Models"] = [.. ModelKinds.Standard.All.SelectMany(NamespacesOf).Distinct()],

        // The native consumer throws the exception of the folder above it.
        ["Streams"] = [("Streams.Native", "Streams")],

        // The loader of raw files knows the readers of all formats, and they keep the interface that lies beside it.
        ["Data"] = [("Data.Csv", "Data.Raw"), ("Data.Json", "Data.Raw")],

        // Sessions and processes lie beside the main job, which uses all stages.
        ["Jobs"] = [("Jobs.Serving", "Jobs")],

    };

    public static TheoryData<string> Projects() => [.. Repository.Projects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespaces_use_one_another_one_way(string project)
    {
        var graph = NamespaceGraph.Of(Assembly.Load(AssemblyName(project)));
        var known = Known.GetValueOrDefault(project, []).Select(arrow => ($"DistributedML.{arrow.From}", $"DistributedML.{arrow.To}")).ToHashSet();
        var cycles = graph.Cycles(known);
        Assert.True(cycles.Count == 0, $"{project} has namespaces that use one another in a circle:\n{string.Join("\n\n", cycles.Select(graph.Describe))}");
        Assert.All(known, arrow =>
        {
            var without = graph.Cycles(known.Where(other => other != arrow).ToHashSet());
            Assert.True(without.Count > 0, $"{arrow} closes no circle any more: take it out of the list");
        });
    }

    [Fact]
    public void A_circle_is_seen_through_signatures_generics_and_code()
    {
        var graph = NamespaceGraph.Of(typeof(NamespaceTests).Assembly);
        var cycle = Assert.Single(graph.Cycles(new HashSet<(string, string)>()));
        Assert.Equal(["Body", "Generic", "Signature"], cycle.Select(name => name.Split("Architecture.Samples.")[1]));
        Assert.Contains("Walker uses Named", graph.Describe(cycle));
    }

    // A kind's own namespace, and those of the classes that several kinds have in common.
    static IEnumerable<(string From, string To)> NamespacesOf(ModelKind kind)
    {
        for (var type = kind.GetType(); type != typeof(ModelKind) && type is { BaseType: not null }; type = type.BaseType)
            if (type.Namespace is { } name && name != typeof(ModelKind).Namespace) yield return (name["DistributedML.".Length..], "Models");
    }

    static string AssemblyName(string project) =>
        XDocument.Load(Repository.Projects[project]).Descendants("AssemblyName").SingleOrDefault()?.Value ?? $"DistributedML.{project}";
}
