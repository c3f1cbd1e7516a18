using DistributedML.Models;
using DistributedML.Pipelines;

namespace DistributedML.Tests.Pipelines;

public class PipelineErrorTests
{
    const string Right = """
        name: shop
        source:
          files: "*.csv"
          columns: { Order: string, Units: integer, Time: timestamp }
        table:
          name: sales
          id: order
          time: time
          columns:
            order: string
            units: integer
            time: timestamp
        expect:
          columns:
            order: { pattern: '\d+' }
        streams:
          orders: { topic: shop.orders, key: order }
        models:
          watch:
            kind: anomaly-detector
            stream: orders
            key: order
            amount: units
            options: { warmUpEvents: 30 }
        """;

    static IReadOnlyList<string> Errors(string yaml) => Assert.Throws<PipelineException>(() => PipelineFile.Parse(yaml, "shop.yaml", ModelKinds.Standard.All)).Errors;

    [Fact]
    public void A_right_pipeline_has_no_errors() => Assert.Equal("shop", PipelineFile.Parse(Right, "shop.yaml", ModelKinds.Standard.All).Name);

    [Theory]
    [InlineData("files:", "fils:", "shop.yaml:3:3: unknown key 'fils' in source; did you mean 'files'?")]
    [InlineData("warmUpEvents", "warmUpEvens", "shop.yaml:24:16: unknown key 'warmUpEvens' in options; did you mean 'warmUpEvents'?")]
    [InlineData("30 }", "many }", "shop.yaml:24:30: warmUpEvents is 'many'; expected a whole number")]
    [InlineData("30 }", "-1 }", "shop.yaml:24:30: option 'warmUpEvents' is -1; expected ")]
    [InlineData("Units: integer", "Units: interger", "shop.yaml:4:36: type is 'interger'; expected one of string, integer, double, boolean, timestamp, date; did you mean 'integer'?")]
    [InlineData("kind: anomaly-detector", "kind: anomaly-detecter", "shop.yaml:20:11: unknown kind 'anomaly-detecter' of model watch; did you mean 'anomaly-detector'?")]
    [InlineData("    kind: anomaly-detector\n", "", "shop.yaml:20:5: model watch has no 'kind'; expected one of recommender, forecaster, anomaly-detector")]
    [InlineData("  time: time\n", "", "shop.yaml:6:3: table has no 'time'; expected text")]
    [InlineData("id: order", "id: ordr", "shop.yaml:7:7: id: table 'sales' has no column 'ordr'; did you mean 'order'?")]
    [InlineData("time: time\n", "time: units\n", "shop.yaml:8:9: time: column 'units' is integer; expected timestamp")]
    [InlineData("stream: orders", "stream: oders", "shop.yaml:21:13: stream 'oders' is not there; did you mean 'orders'?")]
    [InlineData("key: order }", "key: time }", "shop.yaml:17:38: key: column 'time' is timestamp; expected string")]
    [InlineData(@"'\d+'", @"'^\d+'", "shop.yaml:15:23: pattern '^\\d+': character 1 is '^': the whole text must match anyway, so leave it out, or write '\\^' for the character")]
    [InlineData("order: { pattern: '\\d+' }", "units: { pattern: '\\d+' }", "shop.yaml:15:5: units: in and pattern are for strings; the column is integer")]
    [InlineData("    order: string\n", "    order: string\n    Order: string\n", "shop.yaml:11:5: columns 'order' and 'Order' are one to SQL; rename one")]
    [InlineData("    units: integer\n", "    unitz: integer\n", "shop.yaml:11:5: column 'unitz' has no sql and the source has no column of its name; did you mean 'Units'?")]
    [InlineData("name: shop", "name: My Shop", "shop.yaml:1:7: name is 'My Shop'; expected lower-case letters, digits and hyphens")]
    [InlineData("    key: order\n", "    key: [order]\n", "shop.yaml:22:10: key is a list; expected text")]
    [InlineData("\"*.csv\"", "\"../*.csv\"", "shop.yaml:3:10: files is '../*.csv'; expected a pattern below the data folder, as *.csv")]
    public void An_error_names_its_place_and_what_was_expected(string right, string wrong, string error)
    {
        Assert.Contains(right, Right);
        Assert.Contains(Errors(Right.Replace(right, wrong)), found => found.StartsWith(error, StringComparison.Ordinal));
    }

    [Fact]
    public void All_errors_come_at_once_in_order() => Assert.Equal(
        ["shop.yaml:7:7: id: table 'sales' has no column 'a'; expected one of order, units, time", "shop.yaml:21:13: stream 'b' is not there; expected one of orders"],
        Errors(Right.Replace("id: order", "id: a").Replace("stream: orders", "stream: b")));

    [Theory]
    [InlineData("name: [a", "shop.yaml:")]
    [InlineData("name: a\nname: b", "shop.yaml:2:1: not YAML")]
    [InlineData("", "shop.yaml:1:1: holds 0 YAML documents; expected 1")]
    [InlineData("just text", "shop.yaml:1:1: the pipeline is 'just text'; expected a mapping with ")]
    public void What_is_no_pipeline_says_so(string yaml, string error) => Assert.StartsWith(error, Errors(yaml)[0]);

    [Fact]
    public void A_missing_file_says_so() =>
        Assert.StartsWith("nowhere.yaml: cannot be read: ", Assert.Throws<PipelineException>(() => ModelKinds.Standard.ReadPipeline("nowhere.yaml")).Message);
}
