using CsCheck;
using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;
using Newtonsoft.Json.Linq;

namespace DistributedML.Tests.Spark;

/// <summary>Types as JSON, as schema texts, as messages and in Arrow.</summary>
public class DataTypeTests(SparkServer server)
{
    static readonly StructType Everything = new(
    [
        .. TypeSamples.Simple.Select((type, i) => new StructField($"c{i}", type, isNullable: i % 2 == 0)),
        new("a b`c", new ArrayType(new MapType(new StringType(), new StructType([new("x", new IntegerType(), false), new("y-z", new BinaryType())])), true)),
        new("commented", new LongType(), false, new JObject(new JProperty("comment", "it's here"))),
        new("char", new CharType(3)), new("varchar", new VarcharType(7)), new("text", new StringType("UNICODE_CI")), new("hours", new DayTimeIntervalType(1, 2)), new("years", new YearMonthIntervalType(0, 0)), new("time", new TimeType(0)),
    ]);

    [Fact]
    public void A_type_is_the_same_after_JSON_text_and_message() => TypeSamples.Types(3).Sample(type =>
    {
        Assert.Equal(type.Json, DataType.ParseDataType(type.Json).Json);
        Assert.Equal(type.SimpleString, DataType.ParseDataType(type.Sql).SimpleString);
        Assert.Equal(type.Json, DataTypes.FromProto(type.ToProto()).Json);
        Assert.Equal(type.SimpleString, ArrowTypes.ToSpark(ArrowTypes.ToArrow(type)).SimpleString);
    });

    [Fact]
    public void A_schema_is_the_same_after_its_text()
    {
        Assert.Equal(Everything.Json, StructType.FromDDL(Everything.ToDDL()).Json);
        Assert.Equal(Everything.Json, DataType.ParseDataType(Everything.Json).Json);
        Assert.Equal(Everything.Json, DataTypes.FromProto(Everything.ToProto()).Json);
    }

    [Fact]
    public async Task Spark_reads_the_texts_as_the_same_schema()
    {
        await using var session = await server.SessionAsync();
        async Task<DataType> Parse(string text) =>
            DataTypes.FromProto((await session.Client.AnalyzeAsync(request => request.DdlParse = new() { DdlString = text }, TestContext.Current.CancellationToken)).DdlParse.Parsed);
        var parsed = await Parse(Everything.ToDDL());
        Assert.Equal(Everything.SimpleString, parsed.SimpleString);
        Assert.Equal(Everything.ToDDL(), ((StructType)parsed).ToDDL());
        var answer = await session.Client.AnalyzeAsync(request => request.JsonToDdl = new() { JsonString = Everything.Json }, TestContext.Current.CancellationToken);
        Assert.Equal(Everything.Json, StructType.FromDDL(answer.JsonToDdl.DdlString).Json);
        foreach (var text in (string[])["a INT, b: string not null", "decimal", "x decimal(5), y dec(4,1), z numeric", "struct<>", "i interval, j interval day, k interval year to month, l interval minute to second", "n timestamp without time zone, t time(3), l timestamp_ltz", "`a``b` struct<`x y`:int comment 'c'>"])
            Assert.Equal((await Parse(text)).SimpleString, DataType.ParseDataType(text).SimpleString);
    }

    [Fact]
    public void Types_have_the_names_that_Microsoft_Spark_gives_them()
    {
        Assert.Equal(
            ["boolean", "byte", "short", "integer", "long", "float", "double", "decimal", "decimal", "decimal", "string", "binary", "date", "timestamp", "timestamp_ntz", "time(6)", "interval day to second", "interval year to month", "interval", "variant", "null"],
            TypeSamples.Simple.Select(type => type.TypeName));
        Assert.Equal("struct<a:array<integer>,m:map<string,decimal(10,0)>>", new StructType([new("a", new ArrayType(new IntegerType())), new("m", new MapType(new StringType(), new DecimalType()))]).SimpleString);
        Assert.Equal("""{"type":"struct","fields":[{"name":"a","type":"integer","nullable":true,"metadata":{}}]}""", new StructType([new("a", new IntegerType())]).Json);
        Assert.Equal("StructField(a,integer)", new StructField("a", new IntegerType()).ToString());
        Assert.Equal(new ArrayType(new IntegerType()), new ArrayType(new IntegerType(), containsNull: false));
        Assert.NotEqual<DataType>(new IntegerType(), new LongType());
    }

    [Theory]
    [InlineData("array<int", "character 10: '>' is expected")]
    [InlineData("itn", "Spark has no type 'itn'")]
    [InlineData("a int, b", "character 9: a name is expected")]
    [InlineData("a decimal(x)", "character 11: a number is expected")]
    [InlineData("interval day to year", "an interval from day ends with a smaller unit")]
    [InlineData("{\"type\":\"struct\"}", "'fields' is missing")]
    [InlineData("{\"type\":", "The schema is no JSON")]
    [InlineData("a int comment 'x", "' is not closed")]
    public void A_broken_text_is_refused_with_its_place(string text, string message) => Assert.Contains(message, Assert.Throws<ArgumentException>(() => DataType.ParseDataType(text)).Message);

    [Fact]
    public void A_types_members_that_have_none_in_Spark_are_named()
    {
        Assert.Equal("Holder.Action is of type Action, which has no type in Spark", Assert.Throws<ArgumentException>(() => SparkTypes.Of(typeof(Holder))).Message);
        Assert.Contains("Tree.Child holds itself", Assert.Throws<ArgumentException>(() => SparkTypes.Of(typeof(Tree))).Message);
    }

    [Fact]
    public void Timestamps_and_dates_have_their_parts()
    {
        var instant = new Timestamp(2020, 1, 2, 3, 4, 5, 678_901);
        Assert.Equal((2020, 1, 2, 3, 4, 5, 678_901, "2020-01-02 03:04:05.678901Z"), (instant.Year, instant.Month, instant.Day, instant.Hour, instant.Minute, instant.Second, instant.Microsecond, instant.ToString()));
        Assert.Throws<InvalidTimeZoneException>(() => new Timestamp(DateTime.Now));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Timestamp(2020, 1, 2, 3, 4, 5, 1_000_000));
        var day = new Date(new DateTime(2020, 2, 29, 12, 0, 0));
        Assert.Equal(("2031-07-04", "0031-07-04"), (new Date(2031, 7, 4).ToString(), new Date(31, 7, 4).ToString()));
        Assert.Equal("2031-07-04 05:06:07.000089Z", new Timestamp(2031, 7, 4, 5, 6, 7, 89).ToString());
        Assert.Equal((2020, 2, 29, "2020-02-29", new DateTime(2020, 2, 29)), (day.Year, day.Month, day.Day, day.ToString(), day.ToDateTime()));
        Assert.Equal("-1-2", new YearMonthInterval(-14).ToString());
    }

    public record Holder(Action Action);

    public record Tree(int Value, Tree? Child);
}
