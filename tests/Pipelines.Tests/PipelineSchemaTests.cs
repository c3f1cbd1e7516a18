using System.Globalization;
using System.Text.Json.Nodes;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Yaml;

namespace DistributedML.Tests.Pipelines;

public class PipelineSchemaTests
{
    static string Generate() => PipelineSchema.Generate(
        ModelKinds.Standard.All,
        new[] { typeof(Pipeline), typeof(IOptions), typeof(ModelKinds) }.Select(type => Path.ChangeExtension(type.Assembly.Location, "xml")));

    [Theory]
    [InlineData("$defs/forecaster/properties/top", """{"minimum":1}""")]
    [InlineData("$defs/forecaster/properties/options/properties/seasonLength", """{"minimum":1,"maximum":1500}""")]
    [InlineData("$defs/forecaster/properties/options/properties/level", """{"exclusiveMinimum":0,"exclusiveMaximum":1}""")]
    [InlineData("$defs/forecaster/properties/options/properties/levelSeasons/anyOf/0", """{"minItems":1,"maxItems":20}""")]
    [InlineData("$defs/forecaster/properties/options/properties/levelSeasons/anyOf/0/items", """{"minimum":1,"maximum":52}""")]
    [InlineData("$defs/anomaly-detector/properties/options/properties/bucketHours", """{"enum":[1,2,3,4,6,8,12,24]}""")]
    [InlineData("$defs/recommender/properties/options/properties/als/properties/alpha", """{"exclusiveMinimum":0}""")]
    [InlineData("properties/expect/properties/quarantine", """{"minimum":0,"maximum":1}""")]
    public void Bounds_are_those_that_the_records_state(string path, string bounds)
    {
        var node = path.Split('/').Aggregate(
            JsonNode.Parse(Generate())!, (node, key) => node is JsonArray array ? array[int.Parse(key, CultureInfo.InvariantCulture)]! : node[key]!);
        var stated = new JsonObject(node.AsObject().Where(pair => pair.Key is not ("type" or "description" or "items"))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        Assert.Equal(bounds, stated.ToJsonString());
    }

    [Fact]
    public void The_schema_for_editors_is_that_of_the_records()
    {
        var schema = Generate();
        var actual = Path.Combine(AppContext.BaseDirectory, "pipeline.schema.json");
        File.WriteAllText(actual, schema);
        var stored = Path.Combine(AppContext.BaseDirectory, "pipelines", "pipeline.schema.json");
        Assert.True(File.Exists(stored) && schema == File.ReadAllText(stored), $"copy {actual} to jobs/pipelines/pipeline.schema.json");
    }
}
