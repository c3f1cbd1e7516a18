using Apache.Arrow;
using CsCheck;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using VariantType = Microsoft.Spark.Sql.Types.VariantType;

namespace DistributedML.Tests.Spark;

/// <summary>Rows go to the real server and come back.</summary>
public class CreateDataFrameTests(SparkServer server)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public record Line(string Item, decimal? Price, double[] Weights);

    public record Order(long Id, DateOnly Day, Line? First, List<Line> Lines, Dictionary<string, int?> Counts);

    public class Point
    {
        public double X { get; set; }

        public double Y { get; set; }
    }

    [Fact]
    public async Task Values_of_every_type_come_back_through_Spark()
    {
        await using var session = await server.SessionAsync();
        await session.Client.ConfigAsync(new() { Set = new() { Pairs = { new DistributedML.Spark.Connect.Protocol.KeyValue { Key = "spark.sql.timeType.enabled", Value = "true" } } } }, Cancel);
        var types = TypeSamples.Simple.Concat(
        [
            new ArrayType(new ArrayType(new StringType())),
            new MapType(new StringType(), new ArrayType(new StructType([new("a", new MapType(new IntegerType(), new TimestampType())), new("b", new VariantType())]))),
            new StructType([new("x", new DecimalType(38, 38)), new("y", new StructType([new("z", new DateType())]))]),
        ]).ToList();
        var schema = new StructType(types.Select((type, i) => new StructField($"c{i}", type)));
        var rows = TypeSamples.Rows(schema).Array[40, 40].Single(_ => true, "0N0XIzNsQ0O2");
        rows[0] = new Row(new object?[types.Count], schema);
        var frame = session.CreateDataFrame(rows, schema);
        var back = frame.Collect().ToList();
        for (var i = 0; i < types.Count; i++)
            Assert.Equal(new GenericRow([.. rows.Select(row => row[i])]), new GenericRow([.. back.Select(row => row[i])]));
        Assert.Equal(schema.Json, back[0].Schema.Json);
        Assert.Equal(schema.SimpleString, (await frame.SchemaAsync(Cancel)).SimpleString);
    }

    [Fact]
    public async Task The_overloads_of_Microsoft_Spark_make_one_column()
    {
        await using var session = await server.SessionAsync();
        static IEnumerable<object?> Values(DataFrame frame) => frame.Collect().Select(row => row.Get("_1"));
        Assert.Equal([1, 2], Values(session.CreateDataFrame(new List<int> { 1, 2 })));
        Assert.Equal([1, null], Values(session.CreateDataFrame(new List<int?> { 1, null })));
        Assert.Equal(["a", ""], Values(session.CreateDataFrame(new List<string> { "a", "" })));
        Assert.Equal([1.5, double.NaN], Values(session.CreateDataFrame(new[] { 1.5, double.NaN })));
        Assert.Equal([null, 2.5], Values(session.CreateDataFrame(new double?[] { null, 2.5 })));
        Assert.Equal([true, false], Values(session.CreateDataFrame(new[] { true, false })));
        Assert.Equal([null, false], Values(session.CreateDataFrame(new bool?[] { null, false })));
        Assert.Equal([new Date(2020, 1, 1)], Values(session.CreateDataFrame(new[] { new Date(2020, 1, 1) })));
        Assert.Equal([new Timestamp(2020, 1, 1, 12, 0, 0, 1)], Values(session.CreateDataFrame(new[] { new Timestamp(2020, 1, 1, 12, 0, 0, 1) })));
        Assert.False(session.CreateDataFrame(new[] { 1 }).Schema().Fields[0].IsNullable);
        Assert.True(session.CreateDataFrame(new int?[] { 1 }).Schema().Fields[0].IsNullable);
        var schema = new StructType([new("name", new StringType()), new("age", new IntegerType())]);
        var people = session.CreateDataFrame([new GenericRow(["Ada", 36]), new GenericRow(["Bob", null])], schema);
        Assert.Equal("[Ada,36]", people.First().ToString());
        Assert.Equal(36, people.First().GetAs<int>("age"));
        Assert.Equal(["name", "age"], people.First().Schema.Fields.Select(field => field.Name));
    }

    [Fact]
    public async Task Records_tuples_dictionaries_and_numbers_become_rows_and_come_back()
    {
        await using var session = await server.SessionAsync();
        Order[] orders =
        [
            new(1, new(2024, 2, 29), new("tea", 2.50m, [0.5, 1]), [new("tea", 2.50m, []), new("milk", null, [1])], new() { ["tea"] = 1, ["milk"] = null }),
            new(2, DateOnly.MinValue, null, [], []),
        ];
        var back = await session.CreateDataFrame(orders).As<Order>().ToListAsync(Cancel);
        Assert.Equal(orders.Select(order => order.Id), back.Select(order => order.Id));
        Assert.Equal(orders[0].Counts, back[0].Counts);
        Assert.Equal(("milk", null, 1.0), (back[0].Lines[1].Item, back[0].Lines[1].Price, back[0].Lines[1].Weights[0]));
        Assert.Null(back[1].First);
        Assert.Equal([(1, "a", null), (2, "b", 0.5)], await session.CreateDataFrame([(1, "a", (double?)null), (2, "b", 0.5)]).As<(int, string, double?)>().ToListAsync(Cancel));
        Assert.Equal([1L, 2L], await session.CreateDataFrame(new[] { 1, 2 }).As<long>().ToListAsync(Cancel));
        Assert.Equal(["x", null], await session.CreateDataFrame(new[] { "x", null }).As<string?>().ToListAsync(Cancel));
        Assert.Equal([3.0], await session.CreateDataFrame([new Point { X = 1, Y = 2 }]).SelectExpr("X + Y").As<double>().ToListAsync(Cancel));
        Assert.Equal(2.0, (await session.Sql("select 2D as y, 1D as X, 'more' as z").As<Point>().FirstAsync(Cancel)).Y);
        var schema = new StructType([new("a", new IntegerType()), new("b", new ArrayType(new IntegerType()))]);
        var named = session.CreateDataFrame([new Dictionary<string, object?> { ["b"] = new[] { 1 }, ["a"] = 2 }, new Dictionary<string, object?>()], schema);
        Assert.Equal([(2, 1), (0, 0)], named.Collect().Select(row => (row["a"] as int? ?? 0, (row["b"] as System.Collections.ArrayList)?.Count ?? 0)));
        Assert.Contains("did you mean b, a?", Assert.Throws<InvalidCastException>(() => session.CreateDataFrame([new Dictionary<string, object?> { ["bb"] = 1 }], schema)).Message);
        Assert.Equal("x", (await session.CreateDataFrame([new { Name = "x", Age = 3 }]).FirstAsync(Cancel)).GetAs<string>("name"));
    }

    [Fact]
    public async Task Empty_tables_have_their_schema_and_tables_without_columns_their_rows()
    {
        await using var session = await server.SessionAsync();
        var schema = new StructType([new("a", new IntegerType(), false), new("b", new ArrayType(new StringType()))]);
        var empty = session.CreateDataFrame(System.Array.Empty<GenericRow>(), schema);
        Assert.Equal(0, empty.Count());
        Assert.True(empty.IsEmpty());
        Assert.Equal(schema.Json, empty.Schema().Json);
        Assert.Empty(empty.Collect());
        Assert.Empty(await empty.As<(int, string[])>().ToListAsync(Cancel));
        await Assert.ThrowsAsync<InvalidCastException>(() => empty.As<Point>().ToListAsync(Cancel));
        Assert.Throws<InvalidOperationException>(() => empty.First());
        Assert.Equal(0, session.CreateDataFrame(System.Array.Empty<GenericRow>(), new StructType([])).Count());
        var rows = session.CreateDataFrame([new GenericRow([]), new GenericRow([])], new StructType([]));
        Assert.Equal(2, rows.Count());
        Assert.Equal(2, rows.Collect().Count());
    }

    [Fact]
    public async Task Arrow_batches_become_a_table_and_a_table_batches()
    {
        await using var session = await server.SessionAsync();
        var frame = session.Range(0, 1000, 1, 3).SelectExpr("id", "cast(id as string) as s", "if(id % 3 = 0, null, id / 4) as d");
        var batches = new List<RecordBatch>();
        await foreach (var batch in frame.CollectArrow(Cancel)) batches.Add(batch);
        Assert.Equal(1000, batches.Sum(batch => batch.Length));
        var again = session.CreateDataFrame(batches);
        Assert.Equal(0, again.ExceptAll(frame).Count());
        Assert.Equal(1000, again.Count());
        var streamed = await session.CreateDataFrameAsync(frame.CollectArrow(Cancel), cancel: Cancel);
        Assert.Equal(499_500L, streamed.SelectExpr("sum(id)").As<long>().First());
        var unknown = new RecordBatch.Builder().Append("u", true, column => column.UInt8(values => values.Append(1))).Build();
        Assert.Equal("Column 'u': Spark has no type for Arrow's uint8", Assert.Throws<NotSupportedException>(() => session.CreateDataFrame([unknown])).Message);
    }

    [Fact]
    public async Task A_large_table_travels_in_batches_and_only_once()
    {
        await using var session = await server.SessionAsync();
        const int Rows = 500_000;
        static IEnumerable<(int, double, string)> Data() => Enumerable.Range(0, Rows).Select(i => (i, i * 0.5, $"{i:D12}-{new string((char)('a' + (i % 26)), 90)}"));
        var frame = session.CreateDataFrame(Data());
        Assert.True(frame.Relation.ChunkedCachedLocalRelation.DataHashes.Count > 2);
        Assert.Equal((Rows, Rows * (Rows - 1.0) / 4, 103L * Rows), frame.SelectExpr("cast(count(*) as int)", "sum(_2)", "sum(length(_3))").As<(int, double, long)>().First());
        Assert.Equal(frame.Relation.ChunkedCachedLocalRelation, session.CreateDataFrame(Data()).Relation.ChunkedCachedLocalRelation);
        var i = 0;
        await foreach (var (number, _, text) in frame.As<(int, double, string)>().CollectAsync(Cancel))
        {
            if (number != i || text.Length != 103) Assert.Fail($"row {i} is {number} {text}");
            i++;
        }
        Assert.Equal(Rows, i);
        Assert.NotNull(session.CreateDataFrame(Enumerable.Range(0, 20_000)).Relation.LocalRelation);
    }

    [Fact]
    public async Task Rows_are_taken_from_both_ends_and_counted()
    {
        await using var session = await server.SessionAsync();
        var frame = session.Range(100);
        Assert.Equal([0L, 1L, 2L], frame.Head(3).Select(row => (long)row[0]!));
        Assert.Equal([98L, 99L], frame.Tail(2).Select(row => (long)row[0]!));
        Assert.Equal([0L, 1L], frame.Take(2).Select(row => row.GetAs<long>(0)));
        Assert.Equal(0L, frame.Head()[0]);
        Assert.Equal(100, await frame.CountAsync(Cancel));
        Assert.False(frame.IsEmpty());
        Assert.Empty(frame.Take(0));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), frame.ToLocalIterator().Select(row => (long)row[0]!));
        Assert.Equal(0L, frame.ToLocalIterator(true).First()[0]);
        var sum = 0L;
        await foreach (var row in frame.CollectAsync(Cancel)) sum += row.GetAs<long>("ID");
        Assert.Equal(4950, sum);
        Assert.Equal([0L, 1L], frame.As<long>().Take(2));
        await foreach (var id in frame.As<int?>().ToDF().As<long>()) sum -= id;
        Assert.Equal(0, sum);
    }

    [Fact]
    public async Task What_does_not_fit_a_type_is_said()
    {
        await using var session = await server.SessionAsync();
        var frame = session.Sql("select * from values (1, 'a', 1.5D), (2, null, null) as t(quantity, name, price)");
        async Task<string> Error<T>() => (await Assert.ThrowsAnyAsync<Exception>(() => frame.As<T>().ToListAsync(Cancel))).Message;
        Assert.Equal("Misspelt: There is no column 'Quantitty'; did you mean quantity?", await Error<Misspelt>());
        Assert.Equal("Column 'price' is null in row 1, and Double holds no null: read it as Double?", await Error<Priced>());
        Assert.Equal("Column 'name' is string, which does not become Int32 without loss", await Error<Named>());
        Assert.Equal("A row is a struct of 3 columns, which does not become a tuple of 2: quantity, name, price", await Error<(int, string)>());
        Assert.Equal("Rows of 3 columns do not become Int32: quantity, name, price", await Error<int>());
        var row = frame.First();
        Assert.Equal("There is no column 'prize'; did you mean price? (Parameter 'columnName')", Assert.Throws<ArgumentException>(() => row.Get("prize")).Message);
        Assert.Throws<IndexOutOfRangeException>(() => row[3]);
        Assert.Equal("1 is a Int32, which does not become a String without loss", Assert.Throws<InvalidCastException>(() => row.GetAs<string>(0)).Message);
        Assert.Equal(1L, row.GetAs<long>(0));
        var schema = new StructType([new("a", new IntegerType()), new("b", new IntegerType())]);
        Assert.Equal("Row 0: 1 values do not fill 2 columns: a, b", Assert.Throws<InvalidCastException>(() => session.CreateDataFrame([new GenericRow([1])], schema)).Message);
        Assert.Contains("Point does not fill column 'a'", Assert.Throws<InvalidCastException>(() => session.CreateDataFrame([new Point()], schema)).Message);
    }

    public record Misspelt(int Quantitty);

    public record Priced(double Price);

    public record Named(int Name);
}
