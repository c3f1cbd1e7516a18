using System.Collections;
using System.Data.SqlTypes;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Tests.Spark;

/// <summary>What Collect makes of every type, by literals of SQL whose values are plain to see.</summary>
public class LiteralTests(SparkServer server)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, object?> Literals => new()
    {
        { "true", true },
        { "cast(-128 as tinyint)", (sbyte)-128 },
        { "cast(-32768 as smallint)", (short)-32768 },
        { "2147483647", int.MaxValue },
        { "-9223372036854775808L", long.MinValue },
        { "cast('-0.0' as float)", -0.0f },
        { "cast('NaN' as float)", float.NaN },
        { "cast('-0.0' as double)", -0.0 },
        { "cast('NaN' as double)", double.NaN },
        { "cast('-Infinity' as double)", double.NegativeInfinity },
        { "4.9E-324", double.Epsilon },
        { "cast('1.10' as decimal(10,2))", 1.10m },
        { "cast('79228162514264337593543950335' as decimal(38,0))", decimal.MaxValue },
        { "cast('-0.0000000000000000000000000001' as decimal(38,28))", -0.0000000000000000000000000001m },
        { "cast('5.5' as decimal(38,37))", 5.5m },
        { "cast('99999999999999999999999999999999999999' as decimal(38,0))", SqlDecimal.Parse("99999999999999999999999999999999999999") },
        { "cast('-0.12345678901234567890123456789012345678' as decimal(38,38))", SqlDecimal.Parse("-0.12345678901234567890123456789012345678") },
        { "''", "" },
        { "'Grüße, 世界 🌍'", "Grüße, 世界 🌍" },
        { "cast('ab' as varchar(4))", "ab" },
        { "X''", Array.Empty<byte>() },
        { "X'00FF10'", new byte[] { 0, 255, 16 } },
        { "date'1970-01-01'", new Date(1970, 1, 1) },
        { "date'1582-10-04'", new Date(1582, 10, 4) },
        { "date'0001-01-01'", new Date(1, 1, 1) },
        { "date'9999-12-31'", new Date(9999, 12, 31) },
        { "timestamp'1969-12-31 23:59:59.999999Z'", new Timestamp(1969, 12, 31, 23, 59, 59, 999_999) },
        { "timestamp'0001-01-01 00:00:00Z'", new Timestamp(1, 1, 1, 0, 0, 0, 0) },
        { "timestamp'9999-12-31 23:59:59.999999Z'", new Timestamp(9999, 12, 31, 23, 59, 59, 999_999) },
        { "timestamp_ntz'2024-03-31 02:30:00.000001'", new DateTime(2024, 3, 31, 2, 30, 0).AddMicroseconds(1) },
        { "timestamp_ntz'0001-01-01 00:00:00'", DateTime.MinValue },
        { "interval '1 02:03:04.000005' day to second", new TimeSpan(1, 2, 3, 4, 0, 5) },
        { "interval '-26' hour", TimeSpan.FromHours(-26) },
        { "interval '-1-2' year to month", new YearMonthInterval(-14) },
        { "make_interval(1, 2, 0, 3, 4, 5, 6.789)", new CalendarInterval(14, 3, ((4 * 3600) + (5 * 60)) * 1_000_000L + 6_789_000) },
        { "time'23:59:59.123456'", new TimeOnly(23, 59, 59).Add(TimeSpan.FromMicroseconds(123_456)) },
        { "null", null },
        { "cast(null as int)", null },
        { "array()", new ArrayList() },
        { "array(1, null, 3)", new ArrayList { 1, null, 3 } },
        { "array(array('a'), null, array())", new ArrayList { new ArrayList { "a" }, null, new ArrayList() } },
        { "map('a', 1, 'b', null)", new Hashtable { ["a"] = 1, ["b"] = null } },
        { "map(1, array(map('x', 1.5D)))", new Hashtable { [1] = new ArrayList { new Hashtable { ["x"] = 1.5 } } } },
    };

    [Fact]
    public async Task Every_literal_is_its_value_in_CSharp()
    {
        await using var session = await server.SessionAsync();
        await SetAsync(session, "spark.sql.timeType.enabled", "true");
        var cases = Literals.Select(row => (Sql: (string)row.Data.Item1, Value: row.Data.Item2)).ToList();
        var frame = session.Sql($"select {string.Join(", ", cases.Select((item, i) => $"{item.Sql} as c{i}"))}");
        var row = await frame.FirstAsync(Cancel);
        Assert.All(cases.Select((item, i) => (item.Sql, item.Value, Actual: row[i])), item => Assert.True(
            Equals(Wrap(item.Value), Wrap(item.Actual)) && item.Value?.GetType() == item.Actual?.GetType(),
            $"{item.Sql}: expected {item.Value} ({item.Value?.GetType().Name}), but it is {item.Actual} ({item.Actual?.GetType().Name})"));
        Assert.Equal(await frame.SchemaAsync(Cancel), row.Schema);
    }

    [Fact]
    public async Task The_sign_of_a_zero_stays()
    {
        await using var session = await server.SessionAsync();
        var row = await session.Sql("select cast('-0.0' as double), cast('-0.0' as float)").FirstAsync(Cancel);
        Assert.True(double.IsNegative((double)row[0]!) && float.IsNegative((float)row[1]!));
    }

    [Fact]
    public async Task Structs_are_rows_with_a_schema()
    {
        await using var session = await server.SessionAsync();
        var row = await session.Sql("select named_struct('a', 1, 'b', named_struct('c', array(named_struct('d', 'x')))) as s, named_struct('a', 1) as t, cast(null as struct<a int>) as u").FirstAsync(Cancel);
        var s = (Row)row["s"]!;
        Assert.Equal("struct<a:integer,b:struct<c:array<struct<d:string>>>>", s.Schema.SimpleString);
        var inner = (Row)((ArrayList)((Row)s.Get("b")!).Get("C")!)[0]!;
        Assert.Equal("x", inner.GetAs<string>("d"));
        Assert.Equal("[1]", row["t"]!.ToString());
        Assert.Null(row["u"]);
    }

    [Fact]
    public async Task Instants_do_not_depend_on_the_sessions_time_zone()
    {
        await using var session = await server.SessionAsync();
        await SetAsync(session, "spark.sql.session.timeZone", "Europe/Berlin");
        // In the night of 2024-10-27 the clock in Berlin shows 02:30 twice, and on 2024-03-31 never. Before 1893-04-01 it was ahead of UTC by 53 min 28 s.
        var row = await session.Sql(
            "select timestamp'2024-10-27 02:30:00+02:00', timestamp'2024-10-27 02:30:00+01:00', timestamp'2024-07-01 00:00:00', timestamp'1890-01-01 00:00:00', timestamp_ntz'2024-03-31 02:30:00', cast(timestamp'2024-07-01 00:00:00' as string)").FirstAsync(Cancel);
        Assert.Equal(new Timestamp(2024, 10, 27, 0, 30, 0, 0), row[0]);
        Assert.Equal(new Timestamp(2024, 10, 27, 1, 30, 0, 0), row[1]);
        Assert.Equal(new Timestamp(2024, 6, 30, 22, 0, 0, 0), row[2]);
        Assert.Equal(new Timestamp(1889, 12, 31, 23, 6, 32, 0), row[3]);
        Assert.Equal(new DateTime(2024, 3, 31, 2, 30, 0), row[4]);
        Assert.Equal("2024-07-01 00:00:00", row[5]);
        var instants = new[] { new Timestamp(2024, 10, 27, 0, 30, 0, 0), new Timestamp(2024, 10, 27, 1, 30, 0, 0) };
        var back = session.CreateDataFrame(instants);
        Assert.Equal(instants, back.Collect().Select(value => value[0]));
        Assert.Equal(["2024-10-27 02:30:00", "2024-10-27 02:30:00"], back.Select(Functions.Col("_1").Cast("string")).Collect().Select(value => (string)value[0]!));
    }

    [Fact]
    public async Task Variants_are_values_and_JSON()
    {
        await using var session = await server.SessionAsync();
        var row = await session.Sql(
            """select parse_json('{"b": [1, 2.5, 1e10, null, true, "x"], "a": {"n": 12345678901}}'), cast(null as variant), parse_json('null'), cast(date'2020-02-03' as variant), cast(array(cast(1 as decimal(38,10))) as variant)""").FirstAsync(Cancel);
        var value = (Dictionary<string, object?>)((Variant)row[0]!).ToObject()!;
        Assert.Equal([(sbyte)1, 2.5m, 1e10, null, true, "x"], (object?[])value["b"]!);
        Assert.Equal(12345678901, ((Dictionary<string, object?>)value["a"]!)["n"]);
        Assert.Equal("""{"a":{"n":12345678901},"b":[1,2.5,10000000000,null,true,"x"]}""", row[0]!.ToString());
        Assert.Null(row[1]);
        Assert.Null(((Variant)row[2]!).ToObject());
        Assert.Equal(new Date(2020, 2, 3), ((Variant)row[3]!).ToObject());
        Assert.Equal("variant", row.Schema.Fields[0].DataType.SimpleString);
    }

    static Task SetAsync(SparkSession session, string key, string value) =>
        session.Client.ConfigAsync(new() { Set = new() { Pairs = { new DistributedML.Spark.Connect.Protocol.KeyValue { Key = key, Value = value } } } }, Cancel);

    // Compares what collections hold.
    static object Wrap(object? value) => new Row([value], new StructType([new StructField("value", new NullType())]));
}
