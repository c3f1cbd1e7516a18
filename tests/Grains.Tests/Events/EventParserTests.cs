using System.Text;
using CsCheck;
using DistributedML.Models.Derived;
using DistributedML.Pipelines.Events;
using DistributedML.Tests.Grains.Silo;

namespace DistributedML.Tests.Grains.Events;

public class EventParserTests
{
    static readonly EventSchema Schema = new(Shop.Pipeline("x").Table, Shop.Pipeline("x").Expect.Columns, ["customer"], ["quantity", "amount", "cancelled"], maxBytes: 1_000);
    static readonly string Good = new ShopRow("7-1", "500001", "20726", 3, new(2011, 7, 21, 8, 44, 0), 1.5, "13995").Json;

    [Fact]
    public void A_row_becomes_typed_columns()
    {
        var batch = new EventBatch(Schema, 2);
        Assert.Null(Append(Good, batch));
        Assert.Equal(1, batch.Count);
        Assert.Equal("7-1", batch.Id(0));
        Assert.Equal(new DateTime(2011, 7, 21, 8, 44, 0), batch.Times[0]);
        Assert.Equal(3, batch.Column(Schema.IndexOf("quantity")).Integers[0]);
        Assert.Equal(4.5, batch.Column(Schema.IndexOf("amount")).Number(0));
        Assert.Equal("13995", batch.Column(Schema.IndexOf("customer")).Strings[0]);
        Assert.False(batch.Column(Schema.IndexOf("cancelled")).Nulls[0]);
    }

    [Fact]
    public void Order_spaces_escapes_and_unknown_properties_do_not_matter()
    {
        const string Json = """
            { "customer": "13\u0039\u00395", "extra": {"a":[1,2]}, "repeated": false, "quantity": 3, "cancelled": false, "amount": 4.5, "country": "France",
              "price": 1.5, "time": "2011-07-21T08:44:00", "item": "20726", "description": null, "invoice": "500001", "id": "7-1" }
            """;
        EventBatch one = new(Schema, 1), other = new(Schema, 1);
        Assert.Null(Append(Good, one));
        Assert.Null(Append(Json, other));
        foreach (var index in Enumerable.Range(0, Schema.Columns.Count).Where(index => Schema.Kept[index]))
        {
            Assert.Equal(one.Column(index).Nulls, other.Column(index).Nulls);
            Assert.Equal(one.Column(index).Strings, other.Column(index).Strings);
            Assert.Equal(one.Column(index).Integers, other.Column(index).Integers);
            Assert.Equal(one.Column(index).Times, other.Column(index).Times);
        }
    }

    [Theory]
    [InlineData("\"quantity\":3", "\"quantity\":\"abc\"", "property quantity: expected an integer, found \"abc\"")]
    [InlineData("\"quantity\":3", "\"quantity\":3.5", "property quantity: expected an integer, found 3.5")]
    [InlineData("\"price\":1.5", "\"price\":true", "property price: expected a number, found true")]
    [InlineData("\"price\":1.5", "\"price\":1e999", "property price: expected a number, found 1e999")]
    [InlineData("\"customer\":\"13995\"", "\"customer\":13995", "property customer: expected a string, found 13995")]
    [InlineData("\"customer\":\"13995\"", "\"customer\":null", "property customer: expected a string, found nothing")]
    [InlineData("\"customer\":\"13995\",", "", "property customer: expected a string, found nothing")]
    [InlineData("\"customer\":\"13995\"", "\"customer\":\"\"", "property customer: expected a text, found \"\"")]
    [InlineData("\"id\":\"7-1\",", "", "property id: expected a string, found nothing")]
    [InlineData("2011-07-21T08:44:00", "21.7.2011", "property time: expected a time without zone like \"2011-07-21T08:44:00\", found \"21.7.2011\"")]
    [InlineData("2011-07-21T08:44:00", "2011-07-21T08:44:00Z", "property time: expected a time without zone like \"2011-07-21T08:44:00\", found \"2011-07-21T08:44:00Z\"")]
    [InlineData("\"cancelled\":false", "\"cancelled\":\"no\"", "property cancelled: expected true or false, found \"no\"")]
    [InlineData("\"price\":1.5", "\"price\":-2", "price is -2; expected at least 0")]
    [InlineData("\"country\":\"France\"", "\"country\":null", "country is null; expected a value")]
    public void A_wrong_value_is_named(string right, string wrong, string reason)
    {
        var batch = new EventBatch(Schema, 2);
        Assert.Null(Append(Good, batch));
        Assert.Equal(reason, Append(Good.Replace(right, wrong, StringComparison.Ordinal), batch));
        Assert.Equal(1, batch.Count);
    }

    [Theory]
    [InlineData("", "the event is not JSON: byte 0 of line 1")]
    [InlineData("hello", "the event is not JSON: byte 0 of line 1")]
    [InlineData("{\"id\":\"1\"", "the event is not JSON: byte 9 of line 1")]
    [InlineData("{} {}", "the event is not JSON: byte 3 of line 1")]
    [InlineData("[1]", "the event is an array; expected a JSON object")]
    public void What_is_no_JSON_object_is_refused_with_the_place(string text, string reason) =>
        Assert.StartsWith(reason, Append(text, new EventBatch(Schema, 1)));

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused() =>
        Assert.Contains("not JSON", Append(Good.Replace("\"13995\"", "\"\\ud800\"", StringComparison.Ordinal), new EventBatch(Schema, 1)));

    [Fact]
    public void Ids_stay_with_their_events_whatever_is_refused_between_them()
    {
        string[] ids = ["7-1", "é-😀", new('x', 200), "\\\"quoted\\\"", "7-1"];
        var batch = new EventBatch(Schema, ids.Length);
        var parser = new EventParser(Schema);
        foreach (var id in ids)
        {
            var json = Good.Replace("\"7-1\"", $"\"{id}\"", StringComparison.Ordinal);
            Assert.NotNull(parser.Append(Encoding.UTF8.GetBytes(json.Replace("\"quantity\":3", "\"quantity\":\"abc\"", StringComparison.Ordinal)), batch));
            Assert.Null(parser.Append(Encoding.UTF8.GetBytes(json), batch));
            batch.Count--;   // as a shard takes an event back
            Assert.Null(parser.Append(Encoding.UTF8.GetBytes(json), batch));
        }
        Assert.Equal(ids.Select(id => id.Replace("\\\"", "\"", StringComparison.Ordinal)), Enumerable.Range(0, batch.Count).Select(batch.Id));
    }

    [Theory]
    [InlineData("\"\"", "property id: expected a text, found \"\"")]
    [InlineData("null", "property id: expected a string, found nothing")]
    [InlineData("7", "property id: expected a string, found 7")]
    [InlineData("\"\\ud800\"", "the event is not JSON: a text has invalid UTF-8 or half a surrogate pair")]
    public void A_wrong_id_is_named(string id, string reason) =>
        Assert.Equal(reason, Append(Good.Replace("\"7-1\"", id, StringComparison.Ordinal), new EventBatch(Schema, 1)));

    [Fact]
    public void An_id_that_is_not_UTF_8_is_refused()
    {
        var json = Encoding.UTF8.GetBytes(Good);
        json[Good.IndexOf("7-1", StringComparison.Ordinal)] = 0xff;
        Assert.Equal("the event is not JSON: a text has invalid UTF-8 or half a surrogate pair", new EventParser(Schema).Append(json, new EventBatch(Schema, 1)));
    }

    [Fact]
    public void Texts_are_themselves_whichever_came_before() =>
        Gen.OneOf("a", "b", "é", "😀", "٣").Array[1, 60].Select(string.Concat).Array[1, 30].Sample(texts =>
        {
            var (parser, batch) = (new EventParser(Schema, cachedStrings: 2), new EventBatch(Schema, 2 * texts.Length));
            foreach (var text in texts)
            {
                var json = Encoding.UTF8.GetBytes(Good.Replace("\"13995\"", $"\"{text}\"", StringComparison.Ordinal));
                for (var time = 0; time < 2; time++) Assert.Null(parser.Append(json, batch));
            }
            Assert.Equal(texts.SelectMany(text => new[] { text, text }), batch.Column(Schema.IndexOf("customer")).Strings.Take(batch.Count));
        });

    [Fact]
    public void A_rule_says_the_same_of_a_text_that_comes_again()
    {
        var schema = new EventSchema(Shop.Pipeline("x").Table, [new() { Column = "country", Pattern = "[A-Z][a-z]+" }], ["customer"], [], maxBytes: 1_000);
        var parser = new EventParser(schema);
        for (var time = 0; time < 3; time++)
        {
            foreach (var (country, right) in new[] { ("France", true), ("france", false), ($"F{new string('r', 100)}", true), ($"f{new string('r', 100)}", false) })
            {
                var json = Encoding.UTF8.GetBytes(Good.Replace("\"France\"", $"\"{country}\"", StringComparison.Ordinal));
                Assert.Equal(right ? null : $"country is '{country}'; expected to match [A-Z][a-z]+", parser.Append(json, new EventBatch(schema, 1)));
            }
        }
    }

    [Fact]
    public void A_column_of_SQL_is_computed_and_one_that_looks_at_other_rows_is_brought()
    {
        var pipeline = Shop.Pipeline("x");
        var needed = new HashSet<string> { "amount", "repeated" };
        var schema = new EventSchema(pipeline.Table, [], ["customer"], needed, maxBytes: 1_000, DerivedColumns.Of(pipeline, needed, new HashSet<string>(), drops: []));
        var parser = new EventParser(schema);
        var batch = new EventBatch(schema, 5);
        foreach (var (from, to) in new[] { ("", ""), ("\"amount\":4.5", "\"amount\":null"), ("\"amount\":4.5,", ""), ("\"quantity\":3,", "") })
            Assert.Null(parser.Append(Encoding.UTF8.GetBytes(from.Length == 0 ? Good : Good.Replace(from, to, StringComparison.Ordinal)), batch));
        Assert.Equal([4.5, 4.5, 4.5, 4.5], batch.Column(schema.IndexOf("amount")).Doubles.Take(4));
        Assert.Equal(
            "property amount is 7; the pipeline computes 4.5 by SQL (quantity * price): leave it out, or send that value",
            parser.Append(Encoding.UTF8.GetBytes(Good.Replace("\"amount\":4.5", "\"amount\":7", StringComparison.Ordinal)), batch));
        Assert.Equal(
            "property repeated: expected true or false or null, found nothing; the pipeline computes it by SQL "
                + "(row_number() over (partition by file, row_hash order by line) > 1) of other rows, which an event does not have: send its value",
            parser.Append(Encoding.UTF8.GetBytes(Good.Replace("\"repeated\":false", "\"other\":false", StringComparison.Ordinal)), batch));
        Assert.Equal(4, batch.Count);
    }

    [Fact]
    public void An_event_over_the_limit_is_refused_unread() =>
        Assert.Equal("the event has 1001 bytes; expected at most 1000", Append(Good.PadRight(1_001), new EventBatch(Schema, 1)));

    static string? Append(string json, EventBatch batch) => new EventParser(Schema).Append(Encoding.UTF8.GetBytes(json), batch);
}
