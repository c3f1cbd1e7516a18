using System.Text.Json;
using Apache.Arrow.Types;
using CsCheck;
using DistributedML.Data.Raw;
using DistributedML.Tests.Data.Raw;

namespace DistributedML.Tests.Data.Json;

public class JsonRowsTests
{
    static RawFormat Of(params RawColumn[] columns) => new(columns) { IsJson = true };

    static RawColumn Column(string from, ArrowTypeId type) => new(from, type, from);

    [Fact]
    public void Properties_are_found_by_their_paths_in_any_order()
    {
        var format = Of(Column("id", ArrowTypeId.String), Column("lift.name", ArrowTypeId.String), Column("lift.floor", ArrowTypeId.Int64),
            Column("weights", ArrowTypeId.String), Column("weights.length", ArrowTypeId.Int64), Column(@"a\.b", ArrowTypeId.Double));
        Assert.Equal(
            ["l1|west|3|[71.5,80]|2|1.5|", "l2|east|9|[]|0||", "l3|west||[{\"kg\":[1, 2]}, null]|2||", "l4||||||"],
            RawRows.Read(format, """
                {"id":"l1","lift":{"name":"west","floor":3},"weights":[71.5,80],"a.b":1.5}
                {"weights":[],"lift":{"floor":9,"more":{"x":[1]},"name":"east"},"id":"l2","a":{"b":7}}

                {"id":"l3","lift":{"name":"west"},"weights":[{"kg":[1, 2]}, null]}
                {"id":"l4","lift":null,"weights":null}
                """));
    }

    [Theory]
    [InlineData("""{"n":5}""", "5|")]
    [InlineData("""{"n":"5"}""", "|n is not an integer: '\"5\"'")]
    [InlineData("""{"n":5.0}""", "|n is not an integer: '5.0'")]
    [InlineData("""{"n":true}""", "|n is not an integer: 'true'")]
    [InlineData("""{"n":{"m":1}}""", "|n is not an integer: '{\"m\":1}'")]
    [InlineData("""{"n":-200}""", "|")]
    [InlineData("""{"n":1,"n":2}""", "2|")]
    [InlineData("""{"n":1} x""", "|is not JSON at byte 9 of the line")]
    [InlineData("""{"n":1,""", "|is not JSON at byte 7 of the line")]
    [InlineData("""[1]""", "|is no JSON object")]
    [InlineData("""{}""", "|")]
    public void Numbers_are_numbers_and_a_bad_line_is_a_row_with_a_problem(string json, string expected) =>
        Assert.Equal(expected, RawRows.Read(Of(new RawColumn("n", ArrowTypeId.Int64, "n") { Nulls = ["-200"] }), json).Single());

    [Theory]
    [InlineData(ArrowTypeId.Boolean, "true", "True|")]
    [InlineData(ArrowTypeId.Boolean, "\"true\"", "|v is not true or false: '\"true\"'")]
    [InlineData(ArrowTypeId.Double, "1e3", "1000|")]
    [InlineData(ArrowTypeId.Timestamp, "\"2025-01-05T10:00:00+01:00\"", "2025-01-05 09:00:00|")]
    [InlineData(ArrowTypeId.Timestamp, "5", "|v is not a time as 2011-09-09 10:26:00: '5'")]
    [InlineData(ArrowTypeId.String, "5.50", "5.50|")]
    [InlineData(ArrowTypeId.String, "\"a\\n\\u00e9\\\"\"", "a\né\"|")]
    [InlineData(ArrowTypeId.String, "\"\"", "|")]
    public void Values_have_the_types_of_their_columns(ArrowTypeId type, string value, string expected) =>
        Assert.Equal(expected, RawRows.Read(Of(Column("v", type)), $$"""{"v":{{value}}}""").Single());

    [Fact]
    public void An_epoch_is_a_number() =>
        Assert.Equal("2025-03-05 10:00:00|", RawRows.Read(Of(new RawColumn("v", ArrowTypeId.Timestamp, "v") { Formats = ["epoch-seconds"] }), """{"v":1741168800}""").Single());

    [Fact]
    public void Texts_that_were_written_are_read() => Gen.String[0, 20].Where(text => !text.Any(char.IsSurrogate) && !text.Contains('|') && !text.Contains("null")).Array[1, 20].Sample(
        texts => RawRows.Read(Of(Column("t.x", ArrowTypeId.String)), string.Join('\n', texts.Select(text => JsonSerializer.Serialize(new { t = new { x = text } })))).SequenceEqual(texts.Select(text => text + "|")),
        iter: 100, threads: 1);
}
