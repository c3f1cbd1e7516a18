using Apache.Arrow;
using DistributedML.Spark.Functions;
using DistributedML.Tests.Spark.Worker;
using Microsoft.Data.Analysis;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;
using Column = Microsoft.Spark.Sql.Column;
using FxDataFrame = Microsoft.Data.Analysis.DataFrame;

namespace DistributedML.Tests.Spark.Udfs;

public class UdfTests(SparkServer server)
{
    record Person(string? Name, int? Age);

    record Sale(string Shop, int Amount);

    record Total(string Shop, long Sum, int Rows);

    [Fact]
    public async Task Functions_of_values_in_expressions_chained_and_in_sql()
    {
        await using var session = await server.SessionAsync();
        var add = Udf<long, long, long>((a, b) => a + b);
        var twice = Udf<long, long>(n => n * 2);
        var text = Udf<long?, string?>(n => n is null ? "null" : n == 3 ? null : $"n{n}");
        var constant = Udf(() => 7);
        var rows = session.Range(0, 10, 1, 2).Select(Col("id"), add(Col("id"), twice(twice(Col("id")))).As("sum"), text(Col("id")).As("text"), constant().As("seven"));
        var all = (await rows.RowsAsync()).OrderBy(row => row.GetAs<long>("id")).ToList();
        Assert.Equal(Enumerable.Range(0, 10).Select(n => n * 5L), all.Select(row => row.GetAs<long>("sum")));
        Assert.Equal(["n0", "n1", "n2", null, "n4", "n5", "n6", "n7", "n8", "n9"], all.Select(row => row.GetAs<string?>("text")));
        Assert.All(all, row => Assert.Equal(7, row.GetAs<int>("seven")));

        session.Udf().Register<string, int, string>("repeat_csharp", (word, times) => string.Concat(Enumerable.Repeat(word, times)));
        Assert.Equal("ababab", (await session.Sql("select repeat_csharp('ab', 3)").RowsAsync()).Single().GetAs<string>(0));
        var schema = StructType.FromDDL("name STRING, age INT");
        session.Udf().Register<string, int>("person_csharp", (name, age) => new Row([name, age + 1], schema), schema);
        Assert.Equal(31, (await session.Sql("select person_csharp('a', 30).age").RowsAsync()).Single().GetAs<int>(0));
        var person = Udf<string, Person>(name => new Person(name, null));
        Assert.Equal("x", (await session.Sql("select 'x' as n").Select(person(Col("n")).GetField("Name")).RowsAsync()).Single().GetAs<string>(0));
        var age = Udf<Person, int?>(of => of.Age);
        Assert.Equal(5, (await session.Sql("select named_struct('name', 'x', 'age', 5) as p").Select(age(Col("p"))).RowsAsync()).Single().GetAs<int>(0));
    }

    [Fact]
    public async Task Every_type_comes_through_with_its_nulls()
    {
        await using var session = await server.SessionAsync();
        await Through<bool?>(session, "true");
        await Through<sbyte?>(session, "-7Y");
        await Through<short?>(session, "7S");
        await Through<int?>(session, "2147483647");
        await Through<long?>(session, "-9223372036854775808");
        await Through<float?>(session, "1.5F");
        await Through<double?>(session, "double('NaN')");
        await Through<string?>(session, "'é\\u0001'");
        await Through<byte[]?>(session, "X'00FF'");
        await Through<Date?>(session, "DATE '1500-02-03'");
        await Through<Timestamp?>(session, "TIMESTAMP '2026-01-02 03:04:05.678901'");
        await Through<DateTimeOffset?>(session, "TIMESTAMP '2026-01-02 03:04:05.678901'");
        await Through<DateOnly?>(session, "DATE '2026-01-02'");
        await Through<TimeSpan?>(session, "INTERVAL '1 02:03:04.5' DAY TO SECOND");
        await Through<int[]?>(session, "array(1, 2, 3)");
        await Through<List<string?>?>(session, "array('a', null)");
        await Through<Dictionary<string, long>?>(session, "map('a', 1L, 'b', 2L)");
        await Through<List<Person>?>(session, "array(named_struct('Name', 'a', 'Age', 1), named_struct('Name', null, 'Age', null))");
        await Through<(int, string)?>(session, "named_struct('_1', 1, '_2', 'x')");
        var money = await session.Sql("select CAST(12345.67 AS DECIMAL(28,12)) v").Select(Udf<decimal?, decimal?>(n => n)(Col("v"))).RowsAsync();
        Assert.Equal(12345.67m, money.Single().GetAs<decimal>(0));
    }

    // What the server computes from the function's result is what it computes from its argument; and null stays null.
    static async Task Through<T>(SparkSession session, string value)
    {
        var same = Udf<T, T>(argument => argument);
        var rows = session.Sql($"select id, if(id = 0, {value}, null) as v from range(2)");
        var both = rows.Select(Col("v").Cast("string").As("before"), same(Col("v")).Cast("string").As("after"));
        foreach (var row in await both.RowsAsync()) Assert.Equal(row.GetAs<string?>("before"), row.GetAs<string?>("after"));
        Assert.Equal(2, (await both.RowsAsync()).Count);
    }

    [Fact]
    public async Task Functions_of_columns_in_expressions_and_in_sql()
    {
        await using var session = await server.SessionAsync();
        var sum = ArrowFunctions.VectorUdf<Int64Array, Int64Array, Int64Array>(Add);
        var shout = DataFrameFunctions.VectorUdf<ArrowStringDataFrameColumn, ArrowStringDataFrameColumn>(Shout);
        var twice = DataFrameFunctions.VectorUdf<Int64DataFrameColumn, Int64DataFrameColumn>(column => (Int64DataFrameColumn)(column * 2L));
        var rows = session.Range(0, 5, 1, 1).Select(sum(Col("id"), Col("id")).As("sum"), shout(Col("id").Cast("string")).As("text"), twice(Col("id")).As("twice"));
        var all = (await rows.RowsAsync()).ToList();
        Assert.Equal([0L, 2L, 4L, 6L, 8L], all.Select(row => row.GetAs<long>("sum")));
        Assert.Equal(["0!", "1!", "2!", "3!", "4!"], all.Select(row => row.GetAs<string>("text")));
        Assert.Equal([0L, 2L, 4L, 6L, 8L], all.Select(row => row.GetAs<long>("twice")));
        session.Udf().RegisterVector<Int64Array, Int64Array, Int64Array>("add_csharp", Add);
        session.Udf().RegisterVector<ArrowStringDataFrameColumn, ArrowStringDataFrameColumn>("shout_csharp", Shout);
        var named = (await session.Sql("select add_csharp(2L, 3L), shout_csharp('a')").RowsAsync()).Single();
        Assert.Equal((5L, "a!"), (named.GetAs<long>(0), named.GetAs<string>(1)));
        Assert.Throws<ArgumentException>(() => ArrowFunctions.VectorUdf<Int64Array, Decimal128Array>(column => null!));
    }

    [Theory]
    [InlineData(EvalType.Scalar)]
    [InlineData(EvalType.ScalarArrow)]
    public async Task Spark_calls_both_of_its_kinds_of_functions_of_values(int kind)
    {
        await using var session = await server.SessionAsync();
        Column Of(Column column)
        {
            column.Expression.CommonInlineUserDefinedFunction.PythonUdf.EvalType = kind;
            return column;
        }
        var add = Udf<long, long, long>((a, b) => a + b);
        var text = Udf<long, string?>(n => n == 0 ? null : $"n{n}");
        var rows = session.Range(0, 3, 1, 1).Select(Of(add(Of(add(Col("id"), Lit(1L))), Col("id"))), Of(text(Col("id"))));
        Assert.Equal([(1L, null), (3L, "n1"), (5L, "n2")], await rows.ToListAsync<(long, string?)>(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Rows_groups_and_pairs_of_groups_are_mapped()
    {
        await using var session = await server.SessionAsync();
        var sales = session.Sql("select * from values ('a', 1), ('b', 2), ('a', 3), ('c', 4), ('b', 5) as t(shop, amount)");
        var mapped = await sales.MapRows<Sale, Sale>(sale => sale with { Amount = sale.Amount * 10 }).RowsAsync();
        Assert.Equal(150, mapped.Sum(row => row.GetAs<int>("Amount")));
        var flat = await sales.FlatMapRows<Sale, string>(sale => Enumerable.Repeat(sale.Shop, sale.Amount)).RowsAsync();
        Assert.Equal(15, flat.Count);
        var untyped = await sales.MapRows<Row, Row>(row => new Row([row.GetAs<string>("shop") + "!"], StructType.FromDDL("s STRING")), StructType.FromDDL("s STRING")).RowsAsync();
        Assert.Contains("c!", untyped.Select(row => row.GetAs<string>("s")));

        var totals = await sales.GroupBy("shop").MapGroups<string, Sale, Total>((shop, rows) => Sum(shop, rows)).RowsAsync();
        Assert.Equal([("a", 4L, 2), ("b", 7L, 2), ("c", 4L, 1)], totals.Select(row => (row.GetAs<string>("Shop"), row.GetAs<long>("Sum"), row.GetAs<int>("Rows"))).Order());
        var keys = await sales.GroupBy(Col("shop"), Col("amount")).MapGroups<(string, int), Row, int>((key, rows) => [key.Item2 + rows.Count()]).RowsAsync();
        Assert.Equal([2, 3, 4, 5, 6], keys.Select(row => row.GetAs<int>("value")).Order());

        var output = StructType.FromDDL("shop STRING, amount INT");
        var firsts = await sales.GroupBy("shop").Apply(output, (RecordBatch group) => group.Slice(0, 1)).RowsAsync();
        Assert.Equal(["a", "b", "c"], firsts.Select(row => row.GetAs<string>("shop")).Order());
        var doubled = await sales.GroupBy("shop").Apply(StructType.FromDDL("amount INT"), (FxDataFrame group) => new FxDataFrame(group["amount"] * 2)).RowsAsync();
        Assert.Equal(30, doubled.Sum(row => row.GetAs<int>(0)));

        var owners = session.Sql("select * from values ('a', 'Ann'), ('d', 'Dan') as t(shop, name)");
        var pairs = await sales.GroupBy("shop").CoGroup(owners.GroupBy("shop"))
            .MapGroups<string, Sale, Row, string>((shop, left, right) => [$"{shop} {left.Sum(sale => sale.Amount)} {string.Join(',', right.Select(row => row.GetAs<string>("name")))}"]).RowsAsync();
        Assert.Equal(["a 4 Ann", "b 7 ", "c 4 ", "d 0 Dan"], pairs.Select(row => row.GetAs<string>(0)).Order());
        var lefts = await sales.GroupBy("shop").CoGroup(owners.GroupBy("shop")).Apply(output, (left, right) => right.Length > 0 ? left : left.Slice(0, 0)).RowsAsync();
        Assert.Equal(4, lefts.Sum(row => row.GetAs<int>("amount")));
    }

    [Fact]
    public async Task Errors_name_rows_arguments_and_types()
    {
        await using var session = await server.SessionAsync();
        var rows = session.Range(0, 10, 1, 1);
        var thrown = await Assert.ThrowsAsync<SparkException>(() => rows.Select(Udf<long, long>(n => 10 / (n - 7))(Col("id"))).RowsAsync());
        Assert.Contains("partition 0, row 7", thrown.Message);
        Assert.Contains("System.DivideByZeroException", thrown.Message);
        var nulls = await Assert.ThrowsAsync<SparkException>(() => rows.Select(Udf<long, long>(n => n)(When(Col("id") == 4, Lit(null).Cast("long")).Otherwise(Col("id")))).RowsAsync());
        Assert.Contains("'argument 1' is null in row 4", nulls.Message);
        var type = await Assert.ThrowsAsync<SparkException>(() => rows.Select(Udf<Date, long>(date => 1)(Col("id"))).RowsAsync());
        Assert.True(type.Message.Contains("'argument 1' is long, which does not become Date"), type.Message);
        Assert.Throws<ArgumentException>(() => Udf<int, Func<int>>(n => () => n));
        Assert.Throws<ArgumentException>(() => Udf<int, Row>(n => null!));
    }

    static Int64Array Add(Int64Array left, Int64Array right)
    {
        var sum = new Int64Array.Builder();
        for (var i = 0; i < left.Length; i++) sum.Append(left.GetValue(i)!.Value + right.GetValue(i)!.Value);
        return sum.Build();
    }

    static ArrowStringDataFrameColumn Shout(ArrowStringDataFrameColumn column)
    {
        var text = new StringArray.Builder();
        foreach (var value in column) text.Append(value + "!");
        var batch = new RecordBatch(new Schema([new Field("t", Apache.Arrow.Types.StringType.Default, true)], null), [text.Build()], (int)column.Length);
        return (ArrowStringDataFrameColumn)FxDataFrame.FromArrowRecordBatch(batch).Columns[0];
    }

    static IEnumerable<Total> Sum(string shop, IEnumerable<Sale> sales)
    {
        var all = sales.ToList();
        yield return new(shop, all.Sum(sale => (long)sale.Amount), all.Count);
    }
}
