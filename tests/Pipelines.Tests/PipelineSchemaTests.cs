using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Yaml;

namespace DistributedML.Tests.Pipelines;

public class PipelineSchemaTests
{
    [Fact]
    public void The_schema_for_editors_is_that_of_the_records()
    {
        var assemblies = new[] { typeof(Pipeline), typeof(IOptions), typeof(ModelKinds) };
        var schema = PipelineSchema.Generate(ModelKinds.Standard.All, assemblies.Select(type => Path.ChangeExtension(type.Assembly.Location, "xml")));
        var actual = Path.Combine(AppContext.BaseDirectory, "pipeline.schema.json");
        File.WriteAllText(actual, schema);
        var stored = Path.Combine(AppContext.BaseDirectory, "pipelines", "pipeline.schema.json");
        Assert.True(File.Exists(stored) && schema == File.ReadAllText(stored), $"copy {actual} to jobs/pipelines/pipeline.schema.json");
    }
}
