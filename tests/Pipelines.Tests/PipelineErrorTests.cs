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
    public void A_prefix_stands_before_topics_and_groups()
    {
        var kafka = "kafka:\n  prefix: team-a.\n  settings:\n    security.protocol: sasl_ssl\n    sasl.password: ${KAFKA_PASSWORD}\nstreams:";
        var pipeline = PipelineFile.Parse(Right.Replace("streams:", kafka), "shop.yaml", ModelKinds.Standard.All);
        var stream = Assert.Single(pipeline.Streams);
        Assert.Equal(("team-a.shop.orders", "team-a.shop.orders"), (stream.Topic, pipeline.GroupOf(stream)));
        Assert.Equal([("security.protocol", null), ("sasl.password", "KAFKA_PASSWORD")], pipeline.Kafka.Settings.Select(setting => (setting.Name, setting.Variable)));
    }

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
    [InlineData("streams:", "kafka: { settings: { group.id: x } }\nstreams:", "shop.yaml:16:22: setting 'group.id' is not of the connection; expected sasl.*, ssl.* or one of security.protocol,")]
    [InlineData("streams:", "kafka: { settings: { sasl.password: hunter2 } }\nstreams:", "shop.yaml:16:22: setting 'sasl.password' is a secret; expected ${NAME} of an environment variable")]
    [InlineData("streams:", "kafka: { settings: { sasl.kerberos.kinit.cmd: rm } }\nstreams:", "shop.yaml:16:22: setting 'sasl.kerberos.kinit.cmd' is not passed on: it runs programs or loads libraries")]
    [InlineData("streams:", "kafka: { prefix: 'a/' }\nstreams:", "shop.yaml:16:18: prefix is 'a/'; expected letters, digits, '.', '_' and '-'")]
    [InlineData("name: shop", "name: My Shop", "shop.yaml:1:7: name is 'My Shop'; expected lower-case letters, digits and hyphens")]
    [InlineData("    key: order\n", "    key: [order]\n", "shop.yaml:22:10: key is a list; expected text")]
    [InlineData("\"*.csv\"", "\"../*.csv\"", "shop.yaml:3:10: files is '../*.csv'; expected a pattern below the data folder, as *.csv")]
    [InlineData("  columns: { Order", "  delimiter: ';;'\n  columns: { Order", "shop.yaml:4:14: delimiter is ';;'; expected one ASCII character or tab")]
    [InlineData("  columns: { Order", "  quote: ','\n  columns: { Order", "shop.yaml:4:10: quote is ',', which is the delimiter too; expected another character")]
    [InlineData("  columns: { Order", "  thousands: '.'\n  columns: { Order", "shop.yaml:4:14: thousands is '.', which stands before decimals too; expected another character")]
    [InlineData("  columns: { Order", "  encoding: utf8bom\n  columns: { Order", "shop.yaml:4:13: encoding is 'utf8bom'; expected an encoding's name, as utf-8, utf-16, windows-1252 or iso-8859-1")]
    [InlineData("  columns: { Order", "  zone: Berlin\n  columns: { Order", "shop.yaml:4:9: zone is 'Berlin'; expected a time zone, as UTC or Europe/Berlin")]
    [InlineData("  columns: { Order", "  skipLines: -1\n  columns: { Order", "shop.yaml:4:14: skipLines is -1; expected at least 0")]
    [InlineData("  columns: { Order", "  format: parquet\n  nulls: [NA]\n  columns: { Order", "shop.yaml:5:10: nulls is for csv and json-lines; the format is parquet")]
    [InlineData("  columns: { Order", "  format: json-lines\n  delimiter: tab\n  columns: { Order", "shop.yaml:5:14: delimiter is for csv; the format is json")]
    [InlineData("Time: timestamp }", "Time: { type: timestamp, format: HH:mm } }", "shop.yaml:4:78: format 'HH:mm': says not which day; expected year, month and day as in dd.MM.yyyy")]
    [InlineData("Units: integer", "Units: { type: integer, format: dd.MM.yyyy }", "shop.yaml:4:61: format: the column is integer; expected a date or timestamp")]
    [InlineData("  columns: { Order", "  join: { items: { files: i.csv, on: Ordr, columns: { Order: string, Name: string } } }\n  columns: { Order", "shop.yaml:4:38: on: the source has no column 'Ordr'; did you mean 'Order'?")]
    [InlineData("  columns: { Order", "  join: { items: { files: i.csv, on: Order, columns: { Order: integer, Name: string } } }\n  columns: { Order", "shop.yaml:4:38: on: column 'Order' is string in the source and integer in items; expected the same type")]
    [InlineData("  columns: { Order", "  join: { items: { files: i.csv, on: Order, columns: { Order: string, Units: string } } }\n  columns: { Order", "shop.yaml:4:71: columns 'Units' and 'Units' are one to SQL; rename one")]
    [InlineData("    units: integer\n", "    etl_units: { type: integer, sql: units }\n", "shop.yaml:11:5: column 'etl_units' begins as the program's own columns do; expected another beginning than etl_")]
    [InlineData("expect:\n", "features:\n  dropped: select 1 from sales\nexpect:\n", "shop.yaml:14:3: feature table 'dropped' has the name of a table that is published beside it; expected another")]
    [InlineData("name: sales", "name: order", "shop.yaml:6:9: name 'order' is a word of SQL; expected another")]
    [InlineData("name: sales", "name: etl_checked", "shop.yaml:6:9: name 'etl_checked' begins as the program's own tables do; expected another beginning than etl_")]
    [InlineData("key: order }", "key: order, partitions: 0 }", "shop.yaml:17:57: partitions is 0; expected at least 1")]
    [InlineData("expect:\n", "expect:\n  quarantine: 2\n", "shop.yaml:14:15: quarantine is 2; expected 0 to 1")]
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
