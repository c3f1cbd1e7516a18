using System.Data.SqlTypes;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using CsCheck;
using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Tests.Spark;

/// <summary>What is written is read back, for every type, through Arrow's bytes.</summary>
public class RowWriterTests
{
    public enum Colour { Red, Green }

    public record Inner(string? Name, int[] Counts);

    public record Everything(
        bool Flag, sbyte Byte, byte Unsigned, short Short, ushort Port, int Int, uint Wide, long Long, ulong Longest, float Float, double Double, decimal Money, SqlDecimal Digits, BigInteger Whole,
        string Text, char Letter, Guid Id, Colour Colour, byte[] Bytes, Date Day, DateOnly Day2, Timestamp Instant, DateTime Instant2, DateTimeOffset Instant3, TimeSpan Span, TimeOnly Time,
        YearMonthInterval Months, CalendarInterval Calendar, Variant Variant, int? MaybeInt, Colour? MaybeColour, List<double?> List, IReadOnlyList<string> Names, Dictionary<string, Inner> Map, Inner? Nested, (int, string) Pair);

    public class Plain
    {
        public int A { get; set; }

        public string? B;

        public double Twice => A * 2;

        public List<Plain> Children { get; init; } = [];
    }

    [Fact]
    public void Rows_of_any_schema_come_back() => TypeSamples.Schemas(2).SelectMany(schema => TypeSamples.Rows(schema).Array[0, 20].Select(rows => (schema, rows))).Sample(sample =>
    {
        var (schema, rows) = sample;
        var writer = new RowWriter<Row>(schema);
        foreach (var row in rows) writer.Append(row);
        var back = Read<Row>(Send(writer.Build()), schema);
        Assert.Equal(rows, back);
        Assert.Equal(rows.Select(row => new GenericRow(row.Values)), Read<GenericRow>(Send(Batch(schema, rows.Select(row => new GenericRow(row.Values)))), schema));
    }, iter: 300);

    [Fact]
    public void A_slice_of_a_batch_is_read_as_its_rows() => TypeSamples.Schemas(2).SelectMany(schema => TypeSamples.Rows(schema).Array[9, 9].Select(rows => (schema, rows))).Sample(sample =>
    {
        var batch = Batch(sample.schema, sample.rows).Slice(3, 4);
        Assert.Equal(sample.rows[3..7], Read<Row>(batch, sample.schema));
    }, iter: 100);

    [Fact]
    public void Records_come_back_with_every_type_that_has_one_in_Spark()
    {
        var row = new Everything(
            true, -128, 127, -32_768, 65_535, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, float.NaN, -0.0, 1234567890123456.789012345678m, SqlDecimal.Parse("12345678901234567890.123456789012345678"), BigInteger.Pow(10, 38) - 1,
            "Grüße 🌍", 'ß', Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), Colour.Green, [1, 2], new Date(1582, 10, 5), DateOnly.MinValue, new Timestamp(9999, 12, 31, 23, 59, 59, 999_999),
            new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), TimeSpan.FromDays(-1.5), new TimeOnly(23, 59), new YearMonthInterval(1, 2), new CalendarInterval(1, -2, 3),
            Variant.Parse("""{"a": [1]}"""), null, Colour.Red, [1, null], ["a", "b"], new() { ["x"] = new("y", [1, 2, 3]) }, null, (7, "seven"));
        var schema = (StructType)SparkTypes.Of(typeof(Everything));
        var back = Assert.Single(Read<Everything>(Send(Batch(schema, [row])), schema));
        Assert.Equal(row with { Bytes = null!, List = null!, Names = null!, Map = null!, Instant3 = default }, back with { Bytes = null!, List = null!, Names = null!, Map = null!, Instant3 = default });
        Assert.Equal(row.Instant3, back.Instant3);
        Assert.Equal(row.Bytes, back.Bytes);
        Assert.Equal(row.List, back.List);
        Assert.Equal(row.Names, back.Names);
        Assert.Equal([1, 2, 3], back.Map["x"].Counts);
    }

    [Fact]
    public void Classes_take_their_properties_and_fields_by_name_whatever_the_case()
    {
        var schema = new StructType([new("CHILDREN", new ArrayType(new StructType([new("a", new IntegerType())]))), new("b", new StringType()), new("a", new ShortType()), new("z", new NullType())]);
        var writer = new RowWriter<GenericRow>(schema);
        writer.Append(new([new object[] { new GenericRow([5]) }, "x", 3, null]));
        Assert.Throws<InvalidCastException>(() => Read<Plain>(writer.Build(), schema)); // children have neither b nor children of their own
        var flat = new StructType([new("b", new StringType()), new("a", new ShortType())]);
        Assert.Contains("There is no column 'Children'", Assert.Throws<InvalidCastException>(() => Read<Plain>(Batch(flat, [new GenericRow(["x", (short)3])]), flat)).Message);
    }

    [Fact]
    public void Sequences_and_maps_are_read_as_the_collection_that_is_asked_for()
    {
        var schema = new StructType([new("v", new ArrayType(new IntegerType()))]);
        var batch = Batch(schema, [new GenericRow([new[] { 1, 2 }])]);
        Assert.Equal([1, 2], Read<int[]>(batch, schema)[0]);
        Assert.Equal([1, 2], Read<List<long>>(batch, schema)[0]);
        Assert.Equal([1.0, 2.0], Read<IEnumerable<double>>(batch, schema)[0]);
        Assert.Equal([1, 2], Read<HashSet<int?>>(batch, schema)[0].Cast<int>());
        Assert.Equal(new object[] { 1, 2 }, Read<System.Collections.ArrayList>(batch, schema)[0].ToArray());
        Assert.Equal(new object[] { 1, 2 }, Assert.IsType<System.Collections.ArrayList>(Read<object>(batch, schema)[0]).ToArray());
        var maps = new StructType([new("v", new MapType(new StringType(), new IntegerType()))]);
        var map = Batch(maps, [new GenericRow([new Dictionary<string, int> { ["a"] = 1 }])]);
        Assert.Equal(1, Read<IReadOnlyDictionary<string, long>>(map, maps)[0]["a"]);
        Assert.Equal(1, Read<System.Collections.Hashtable>(map, maps)[0]["a"]);
    }

    [Theory]
    [InlineData(typeof(IntegerType), 1L << 40, "Column 'v', row 1: 1099511627776 does not fit into Int32")]
    [InlineData(typeof(ByteType), (byte)200, "Column 'v', row 1: 200 does not fit into SByte")]
    [InlineData(typeof(IntegerType), "5", "Column 'v', row 1: '5' is a String, which does not become a Int32 without loss")]
    [InlineData(typeof(IntegerType), null, "Column 'v' is declared without nulls, but row 1 has null there")]
    [InlineData(typeof(DateType), 5, "Column 'v', row 1: 5 is a Int32, which does not become a Date without loss")]
    public void What_does_not_fit_is_said_with_column_and_row(Type type, object? value, string message)
    {
        var schema = new StructType([new("v", (DataType)Activator.CreateInstance(type)!, isNullable: false)]);
        var good = type == typeof(DateType) ? new Date(2000, 1, 1) : (object)(sbyte)1;
        var error = Assert.ThrowsAny<Exception>(() => Batch(schema, [new GenericRow([good]), new GenericRow([value])]));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Decimals_are_rounded_half_up_and_refused_when_too_long()
    {
        var schema = new StructType([new("v", new DecimalType(4, 2))]);
        Assert.Equal([1.01m, -1.01m, 99.99m, 1.00m], Read<decimal>(Batch(schema, new[] { 1.005m, -1.005m, 99.994m, 1.0049m }), schema));
        Assert.Equal("Column 'v', row 0: 99.995 does not fit into decimal(4,2)", Assert.Throws<InvalidCastException>(() => Batch(schema, [99.995m])).Message);
        var wide = new StructType([new("v", new DecimalType(38, 0))]);
        var batch = Batch(wide, [BigInteger.Pow(10, 37)]);
        Assert.Contains("read it as SqlDecimal", Assert.Throws<InvalidCastException>(() => Read<decimal>(batch, wide)).Message);
        Assert.IsType<SqlDecimal>(Read<Row>(batch, wide)[0][0]);
    }

    [Fact]
    public void A_null_for_a_value_that_has_none_names_column_and_row()
    {
        var schema = new StructType([new("a", new IntegerType()), new("b", new StructType([new("c", new DoubleType())]))]);
        var batch = Batch(schema, [new GenericRow([1, new GenericRow([1.5])]), new GenericRow([2, new GenericRow([null])])]);
        var error = Assert.Throws<InvalidOperationException>(() => Read<(int, ValueTuple<double>)>(batch, schema));
        Assert.Equal("Column 'b.c' is null in row 1, and Double holds no null: read it as Double?", error.Message);
        Assert.Equal([(1, 1.5), (2, null)], Read<(int, ValueTuple<double?>)>(batch, schema).Select(row => (row.Item1, row.Item2.Item1)));
    }

    [Fact]
    public void Columns_of_numbers_are_read_into_other_types_where_each_number_fits()
    {
        var ints = new Int32Array.Builder().Append(7).Build();
        Assert.Equal(7L, ColumnReader<long>.Open(ints).Read(0));
        Assert.Equal(7.0, ColumnReader<double>.Open(ints).Read(0));
        Assert.Equal(7m, ColumnReader<decimal?>.Open(ints).Read(0));
        Assert.Equal((short)7, ColumnReader<short>.Open(ints).Read(0));
        Assert.Equal(7f, ColumnReader<float>.Open(ints).Read(0));
        Assert.Throws<InvalidCastException>(() => ColumnReader<string>.Open(ints));
        Refuses<int>(new Int64Array.Builder().Append(7).Append(1L << 31).Build(), "2147483648 does not fit into Int32");
        Refuses<double>(new Int64Array.Builder().Append(7).Append((1L << 53) + 1).Build(), "9007199254740993 does not fit into Double");
        Refuses<int>(new DoubleArray.Builder().Append(7).Append(7.5).Build(), "7.5 does not fit into Int32");
        Refuses<long>(new DoubleArray.Builder().Append(-8).Append(double.NaN).Build(), "NaN does not fit into Int64");
        Refuses<float>(new DoubleArray.Builder().Append(0.5).Append(0.1).Build(), "0.1 does not fit into Single");
        Refuses<uint>(new Int32Array.Builder().Append(1).Append(-1).Build(), "-1 does not fit into UInt32");
        var money = new Decimal128Array.Builder(new(10, 2)).Append(2.00m).Append(2.50m).Build();
        Refuses<int>(money, "2.50 does not fit into Int32");
        Assert.Equal((2.5, 2.5f), (ColumnReader<double>.Open(money).Read(1), ColumnReader<float?>.Open(money).Read(1)));
        Assert.Equal(0.1m, ColumnReader<decimal>.Open(new DoubleArray.Builder().Append(0.1).Build()).Read(0));
        Assert.True(double.IsNaN(ColumnReader<double>.Open(new FloatArray.Builder().Append(float.NaN).Build()).Read(0)));
    }

    // The first number is read; the second is an error.
    static void Refuses<T>(IArrowArray numbers, string message)
    {
        var reader = ColumnReader<T>.Open(numbers, "n");
        reader.Read(0);
        Assert.Equal($"Column 'n', row 1: {message}", Assert.Throws<InvalidCastException>(() => reader.Read(1)).Message);
    }

    [Fact]
    public void Other_layouts_of_Arrow_are_read_too()
    {
        Assert.Equal("ab", ColumnReader<string>.Open(new LargeStringArray.Builder().Append("ab").Build()).Read(0));
        Assert.Equal("a text longer than twelve", ColumnReader<string>.Open(new StringViewArray.Builder().Append("a text longer than twelve").Build()).Read(0));
        var dictionary = new DictionaryArray(new(Apache.Arrow.Types.Int8Type.Default, Apache.Arrow.Types.StringType.Default, false), new Int8Array.Builder().Append(1).AppendNull().Append(0).Build(), new StringArray.Builder().Append("x").Append("y").Build());
        var reader = ColumnReader<string?>.Open(dictionary);
        Assert.Equal(["y", null, "x"], [reader.Read(0), reader.Read(1), reader.Read(2)]);
        Assert.Equal("y", ColumnReader<object?>.Open(dictionary).Read(0));
    }

    [Fact]
    public void Rows_without_columns_are_counted()
    {
        var schema = new StructType([]);
        var batch = Batch(schema, [new GenericRow([]), new GenericRow([])]);
        Assert.Equal((2, 0), (batch.Length, batch.ColumnCount));
        Assert.Equal(2, Read<Row>(batch, schema).Count);
        Assert.Contains("without fields", Assert.Throws<NotSupportedException>(() => new RowWriter<Row>(new([new("s", schema)]))).Message);
    }

    [Fact]
    public void A_writer_is_empty_after_a_batch()
    {
        var writer = ColumnWriter<string?>.Create(new StringType());
        writer.Append("a");
        writer.AppendNull();
        Assert.Equal(2, writer.Build().Length);
        writer.Append("b");
        writer.Reset();
        writer.Append("c");
        var column = writer.Build();
        Assert.Equal((1, 0, "c"), (column.Length, column.NullCount, ColumnReader<string>.Open(column).Read(0)));
    }

    static RecordBatch Batch<T>(StructType schema, IEnumerable<T> rows)
    {
        var writer = new RowWriter<T>(schema);
        foreach (var row in rows) writer.Append(row);
        return writer.Build();
    }

    static RecordBatch Send(RecordBatch batch)
    {
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, batch.Schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }
        return new ArrowStreamReader(stream.ToArray()).ReadNextRecordBatch();
    }

    static List<T> Read<T>(RecordBatch batch, StructType schema)
    {
        var reader = new RowReader<T>(batch.Schema, schema);
        reader.Bind(batch);
        return [.. Enumerable.Range(0, reader.Length).Select(reader.Read)];
    }
}
