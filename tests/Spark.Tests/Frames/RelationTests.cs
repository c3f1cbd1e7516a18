using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Frames;

public class RelationTests(SparkServer server)
{
    const string Orders = "select * from values (1, 'a', 10), (2, 'a', 30), (3, 'b', 5) as t(id, customer, amount)";

    [Fact]
    public async Task Columns_are_selected_made_renamed_and_dropped()
    {
        await using var spark = await server.SessionAsync();
        var orders = spark.Sql(Orders);
        string[] all = ["id", "customer", "amount"];

        Assert.Equal(["1 10", "2 30", "3 5"], await orders.Select("id", "amount").RowsAsync());
        Assert.Equal(["11", "32", "8"], await orders.Select(orders["id"] + orders.Col("amount")).RowsAsync());
        Assert.Equal(["1 a 10"], await orders.Select("*").Where("id = 1").RowsAsync());
        Assert.Equal(["1 a 10"], await orders.Select(orders.Col("*")).Filter(orders["id"] == 1).RowsAsync());
        Assert.Equal(["6"], await orders.SelectExpr("id * 2 as twice").Filter("twice > 4").RowsAsync());
        Assert.Equal(all, orders.ToDF().Columns());
        Assert.Equal(["x", "y", "z"], orders.ToDF("x", "y", "z").Columns());
        Assert.Equal([.. all, "more"], orders.WithColumn("more", Lit(1)).Columns());
        Assert.Equal(["2 a 20", "4 a 60", "6 b 10"], await orders.WithColumns(new Dictionary<string, Column> { ["id"] = Col("id") * 2, ["amount"] = Col("amount") * 2 }).RowsAsync());
        Assert.Equal(["key", "customer", "amount"], orders.WithColumnRenamed("id", "key").WithColumnRenamed("nothing", "x").Columns());
        Assert.Equal(["key", "customer", "sum"], orders.WithColumnsRenamed(new Dictionary<string, string> { ["id"] = "key", ["amount"] = "sum" }).Columns());
        Assert.Equal(["amount"], orders.Drop("id", "customer", "nothing").Columns());
        Assert.Equal(["id", "customer"], orders.Drop(orders["amount"]).Columns());
        Assert.Equal(["customer"], orders.Drop(Col("amount"), Col("id")).Columns());
        Assert.Equal(["id"], orders.Select(orders.ColRegex("`i.*`")).Columns());
        Assert.Equal(["1"], await orders.As("o").Select("o.id").Where("o.id < 2").RowsAsync());
        Assert.Equal(["3"], await orders.Alias("o").Where("o.customer = 'b'").Select("o.id").RowsAsync());
        Assert.Equal(["""{"id":3,"customer":"b","amount":5}"""], await orders.Where("id = 3").ToJSON().RowsAsync());
        Assert.Equal(["value"], orders.ToJSON().Columns());
        Assert.Equal(["2 a 30"], await orders.Transform(rows => rows.Where("id = 2")).RowsAsync());

        var schema = new StructType([new StructField("amount", new LongType()), new StructField("id", new IntegerType())]);
        var changed = orders.To(schema);
        Assert.Equal(["amount", "id"], changed.Columns());
        Assert.Equal([Tuple.Create("amount", "long"), Tuple.Create("id", "integer")], changed.DTypes());
        Assert.Equal(["10 1", "30 2", "5 3"], await changed.RowsAsync());
        Assert.Contains("unit", orders.WithMetadata("amount", """{"unit":"EUR"}""").Schema().Json);
    }

    [Fact]
    public async Task Rows_are_ordered_limited_and_made_distinct()
    {
        await using var spark = await server.SessionAsync();
        var orders = spark.Sql(Orders);

        Assert.Equal(["3 b 5", "2 a 30", "1 a 10"], await orders.OrderBy(Col("id").Desc()).RowsAsync());
        Assert.Equal(["3", "1", "2"], await orders.Sort("amount", "id").Select("id").RowsAsync());
        Assert.Equal(["3", "1", "2"], await orders.OrderBy("amount").Select("id").RowsAsync());
        Assert.Equal(["2", "1", "3"], await orders.Sort(Col("customer"), Col("id").Desc()).Select("id").RowsAsync());
        Assert.Equal(["3", "1", "2"], await orders.Coalesce(1).SortWithinPartitions("amount").Select("id").RowsAsync());
        Assert.Equal(["3", "2", "1"], await orders.Coalesce(1).SortWithinPartitions(Col("id").Desc()).Select("id").RowsAsync());
        Assert.Equal(["1", "2"], await orders.OrderBy("id").Limit(2).Select("id").RowsAsync());
        Assert.Equal(["3"], await orders.OrderBy("id").Offset(2).Select("id").RowsAsync());
        Assert.Equal(["a", "b"], await orders.Select("customer").Distinct().SortedRowsAsync());
        Assert.Equal(["a", "b"], await orders.DropDuplicates("customer").Select("customer").SortedRowsAsync());
        Assert.Equal(3, (await orders.Union(orders).DropDuplicates().RowsAsync()).Length);
    }

    [Fact]
    public async Task Partitions_samples_and_splits_keep_each_row_once()
    {
        await using var spark = await server.SessionAsync();
        var numbers = spark.Range(0, 1000, 1, 4);
        async Task<string> PartitionsAsync(DataFrame rows) => (await rows.Select(SparkPartitionId().As("p")).Distinct().Agg(Count("p")).RowsAsync()).Single();

        Assert.Equal("3", await PartitionsAsync(numbers.Repartition(3)));
        Assert.Equal("2", await PartitionsAsync(numbers.Repartition(2, Col("id"))));
        Assert.Equal("2", await PartitionsAsync(numbers.Coalesce(2)));
        Assert.Equal("5", await PartitionsAsync(numbers.RepartitionByRange(5, Col("id"))));
        Assert.Equal("1", await PartitionsAsync(numbers.Select(Lit(1).As("one")).Repartition(Col("one"))));
        Assert.Equal("1", await PartitionsAsync(numbers.Select(Lit(1).As("one")).RepartitionByRange(Col("one").Desc())));
        Assert.Equal(["3"], await spark.Range(3).Agg(Count("id")).RowsAsync());
        Assert.Equal(["5", "6"], await spark.Range(5, 7).RowsAsync());
        Assert.Equal(["9", "6"], await spark.Range(9, 3, -3).RowsAsync());

        var parts = numbers.RandomSplit([1, 3], seed: 7);
        Assert.Equal(2, parts.Length);
        Assert.Equal((await numbers.SortedRowsAsync()), await parts[0].Union(parts[1]).SortedRowsAsync());
        Assert.InRange((await parts[0].RowsAsync()).Length, 150, 350);
        Assert.Empty(await parts[0].Intersect(parts[1]).RowsAsync());
        Assert.Throws<ArgumentException>(() => numbers.RandomSplit([0, -1]));

        var sample = numbers.Sample(0.5, seed: 3);
        Assert.InRange((await sample.RowsAsync()).Length, 400, 600);
        Assert.Equal(await sample.RowsAsync(), await numbers.Sample(0.5, seed: 3).RowsAsync());
        Assert.InRange((await numbers.Sample(2, withReplacement: true, seed: 3).RowsAsync()).Length, 1800, 2200);
    }

    [Fact]
    public async Task Tables_are_joined_in_every_way()
    {
        await using var spark = await server.SessionAsync();
        var orders = spark.Sql(Orders);
        var names = spark.Sql("select * from values ('a', 'Ann'), ('c', 'Cid') as t(customer, name)");

        Assert.Equal(["a 1 10 Ann", "a 2 30 Ann"], await orders.Join(names, "customer").SortedRowsAsync());
        Assert.Equal(["a 1 10 Ann", "a 2 30 Ann", "b 3 5 NULL"], await orders.Join(names, ["customer"], "left").SortedRowsAsync());
        Assert.Equal(["3 b 5"], await orders.Join(names, orders["customer"] == names["customer"], "left_anti").RowsAsync());
        Assert.Equal(["1 a 10", "2 a 30"], await orders.Join(names, orders["customer"] == names["customer"], "semi").SortedRowsAsync());
        Assert.Equal(4, (await orders.Join(names, orders["customer"] == names["customer"], "full_outer").RowsAsync()).Length);
        Assert.Equal(3, (await orders.Join(names, orders["customer"] == names["customer"], "right").RowsAsync()).Length);
        Assert.Equal(6, (await orders.CrossJoin(names).RowsAsync()).Length);
        Assert.Equal(6, (await orders.Join(names).RowsAsync()).Length);
        Assert.Equal(["1 2"], await orders.As("l").Join(orders.As("r"), Col("l.customer") == Col("r.customer") & (Col("l.id") < Col("r.id"))).Select("l.id", "r.id").RowsAsync());
        Assert.Equal(2, (await orders.Hint("broadcast").Join(names.Hint("shuffle_hash", []), "customer").RowsAsync()).Length);
        Assert.Contains("left_semi", Assert.Throws<ArgumentException>(() => orders.Join(names, ["customer"], "sideways")).Message);

        var trades = spark.Sql("select * from values (1, 'x', 5), (2, 'x', 1), (3, 'y', 9) as t(trade, symbol, at)");
        var quotes = spark.Sql("select * from values ('x', 0, 1.0), ('x', 4, 2.0), ('x', 5, 2.5), ('y', 20, 3.0) as q(symbol, at, price)");
        async Task<string[]> AsOfAsync(AsOfJoinOptions options) => await trades.AsOfJoin(quotes, trades["at"], quotes["at"], options).Select("trade", "price").SortedRowsAsync();
        Assert.Equal(["1 2.5", "2 1.0"], await AsOfAsync(new() { Using = ["symbol"] }));
        Assert.Equal(["1 2.5", "2 1.0", "3 NULL"], await AsOfAsync(new() { On = trades["symbol"] == quotes["symbol"], JoinType = "left" }));
        Assert.Equal(["1 2.0", "2 1.0"], await AsOfAsync(new() { Using = ["symbol"], AllowExactMatches = false }));
        Assert.Equal(["1 2.5", "2 2.0", "3 3.0"], await AsOfAsync(new() { Using = ["symbol"], Direction = AsOfDirection.Forward }));
        Assert.Equal(["1 2.5", "2 1.0"], await AsOfAsync(new() { Using = ["symbol"], Direction = AsOfDirection.Nearest, Tolerance = Lit(5) }));
    }

    [Fact]
    public async Task Rows_of_two_tables_are_combined()
    {
        await using var spark = await server.SessionAsync();
        var left = spark.Sql("select * from values (1, 'a'), (1, 'a'), (2, 'b') as t(n, s)");
        var right = spark.Sql("select * from values (1, 'a'), (3, 'c') as t(n, s)");

        Assert.Equal(["1 a", "1 a", "1 a", "2 b", "3 c"], await left.Union(right).SortedRowsAsync());
        Assert.Equal(["1 a", "1 a", "1 a", "2 b", "3 c"], await left.UnionAll(right).SortedRowsAsync());
        Assert.Equal(["1 a", "1 a", "1 a", "2 b", "3 c"], await left.UnionByName(right.Select("s", "n")).SortedRowsAsync());
        Assert.Equal(["1 NULL", "1 a", "1 a", "2 b", "3 NULL"], await left.UnionByName(right.Select("n"), allowMissingColumns: true).SortedRowsAsync());
        Assert.Equal(["1 a"], await left.Intersect(right).RowsAsync());
        Assert.Equal(["1 a", "1 a"], await left.IntersectAll(left.Where("n = 1")).RowsAsync());
        Assert.Equal(["2 b"], await left.Except(right).RowsAsync());
        Assert.Equal(["1 a", "2 b"], await left.ExceptAll(right).SortedRowsAsync());
    }

    [Fact]
    public async Task Groups_are_aggregated_pivoted_and_described()
    {
        await using var spark = await server.SessionAsync();
        var orders = spark.Sql(Orders);

        Assert.Equal(["a 40", "b 5"], await orders.GroupBy("customer").Sum("amount").SortedRowsAsync());
        Assert.Equal(["a 2", "b 1"], await orders.GroupBy(Col("customer")).Count().SortedRowsAsync());
        Assert.Equal(["customer", "count"], orders.GroupBy("customer").Count().Columns());
        Assert.Equal(["a 1.5 20.0", "b 3.0 5.0"], await orders.GroupBy("customer").Avg().SortedRowsAsync());
        Assert.Equal(["customer", "avg(id)", "avg(amount)"], orders.GroupBy("customer").Mean().Columns());
        Assert.Equal(["a 30", "b 5"], await orders.GroupBy("customer").Max("amount").SortedRowsAsync());
        Assert.Equal(["a 1 10", "b 3 5"], await orders.GroupBy("customer").Min("id", "amount").SortedRowsAsync());
        Assert.Equal(["45 3"], await orders.Agg(Sum("amount"), Count("id")).RowsAsync());
        Assert.Equal(["45"], await orders.GroupBy().Sum("amount").RowsAsync());
        Assert.Equal(3, (await orders.Rollup("customer").Count().RowsAsync()).Length);
        Assert.Equal(3, (await orders.Rollup(Col("customer")).Count().RowsAsync()).Length);
        Assert.Equal(9, (await orders.Cube("customer", "id").Count().RowsAsync()).Length);
        Assert.Equal(9, (await orders.Cube(Col("customer"), Col("id")).Count().RowsAsync()).Length);
        Assert.Equal(["NULL 45", "a 40", "b 5"], await orders.GroupingSets([[Col("customer")], []], Col("customer")).Agg(Sum("amount")).SortedRowsAsync());
        Assert.Equal(["1 10 NULL", "2 30 NULL", "3 NULL 5"], await orders.GroupBy("id").Pivot("customer").Sum("amount").SortedRowsAsync());
        Assert.Equal(["1 NULL", "2 NULL", "3 5"], await orders.GroupBy("id").Pivot("customer", ["b"]).Sum("amount").SortedRowsAsync());
        Assert.Equal(["id", "A", "B"], orders.GroupBy("id").Pivot(Upper(Col("customer"))).Sum("amount").Columns());
        Assert.Equal(["id", "A"], orders.GroupBy("id").Pivot(Upper(Col("customer")), ["A"]).Sum("amount").Columns());
        Assert.Throws<InvalidOperationException>(() => orders.Rollup("id").Pivot("customer"));

        Assert.Equal(["count 3", "mean 15.0", "stddev 13.228756555322953", "min 5", "max 30"], await orders.Describe("amount").RowsAsync());
        Assert.Equal(["count 3 3 3", "max 3 b 30"], await orders.Summary("count", "max").RowsAsync());
        Assert.Equal(["1 amount 10", "2 amount 30", "3 amount 5"], await orders.Unpivot([Col("id")], [Col("amount")], "name", "value").SortedRowsAsync());
        Assert.Equal(["a amount 10", "a amount 30", "a id 1", "a id 2", "b amount 5", "b id 3"], await orders.Melt([Col("customer")], null, "name", "value").SortedRowsAsync());
        Assert.Equal(["amount 10 5", "id 1 3"], await orders.Where("id <> 2").Select("customer", "id", "amount").Transpose().SortedRowsAsync());
        Assert.Equal(["key", "1", "2", "3"], orders.Select("amount", "id").Transpose(Col("id")).Columns());
    }

    [Fact]
    public async Task Queries_are_parts_of_other_queries()
    {
        await using var spark = await server.SessionAsync();
        var orders = spark.Sql(Orders);
        var mean = orders.Agg(Avg("amount"));

        Assert.Equal(["2 a 30"], await orders.Where(Col("amount") > mean.Scalar()).RowsAsync());
        Assert.Equal(["1 -5.0", "2 15.0", "3 -10.0"], await orders.Select(Col("id"), Col("amount") - mean.Scalar()).RowsAsync());
        Assert.Equal(["a 2", "b 1"], await orders.Where(spark.Range(1).Exists()).GroupBy("customer").Count().SortedRowsAsync());
        Assert.Empty(await orders.Where(spark.Range(0).Exists()).RowsAsync());
        Assert.Equal(["2 a 30"], await orders.Where(Col("id").IsIn(spark.Range(2, 3))).RowsAsync());
        var later = orders.As("r").Where(Col("r.customer") == Col("l.customer").Outer() & (Col("r.id") > Col("l.id").Outer()));
        Assert.Equal(["1 a 10"], await orders.As("l").Where(later.Exists()).RowsAsync());
        Assert.Equal(["1 2"], await orders.As("l").LateralJoin(later.Select(Col("r.id").As("later"))).Select("id", "later").RowsAsync());
        Assert.Equal(["1 2", "2 NULL", "3 NULL"], await orders.As("l").LateralJoin(later.Select(Col("r.id").As("later")), joinType: "left").Select("id", "later").SortedRowsAsync());
    }

    [Fact]
    public async Task Functions_give_tables()
    {
        await using var spark = await server.SessionAsync();
        var tables = spark.Tvf();
        var numbers = Array(Lit(1), Lit(2));

        Assert.Equal(["0", "1"], await tables.Range(2).RowsAsync());
        Assert.Equal(["2", "4"], await tables.Range(2, 5, 2).RowsAsync());
        Assert.Equal(["1", "2"], await tables.Explode(numbers).RowsAsync());
        Assert.Equal(["NULL"], await tables.ExplodeOuter(Array()).RowsAsync());
        Assert.Equal(["0 1", "1 2"], await tables.PosExplode(numbers).RowsAsync());
        Assert.Equal(["NULL NULL"], await tables.PosExplodeOuter(Array()).RowsAsync());
        Assert.Equal(["1 a", "2 b"], await tables.Inline(Expr("array(struct(1, 'a'), struct(2, 'b'))")).RowsAsync());
        Assert.Equal(["1 a"], await tables.InlineOuter(Expr("array(struct(1, 'a'))")).RowsAsync());
        Assert.Equal(["1 x"], await tables.JsonTuple(Lit("""{"a":1,"b":"x"}"""), Lit("a"), Lit("b")).RowsAsync());
        Assert.Equal(["1 2", "3 NULL"], await tables.Stack(Lit(2), Lit(1), Lit(2), Lit(3)).RowsAsync());
        Assert.Equal(["0 NULL 1", "1 NULL 2"], await tables.VariantExplode(Expr("parse_json('[1,2]')")).RowsAsync());
        Assert.Equal(["NULL NULL NULL"], await tables.VariantExplodeOuter(Expr("parse_json('[]')")).RowsAsync());
        Assert.Contains("UTF8_LCASE", string.Join(' ', await tables.Collations().RowsAsync()));
        Assert.Contains("SELECT false", await tables.SqlKeywords().RowsAsync());
        Assert.Equal(["7"], await tables.Call("explode", Array(Lit(7))).RowsAsync());
    }

    [Fact]
    public async Task A_table_is_joined_with_itself()
    {
        await using var spark = await server.SessionAsync();
        var pets = spark.Sql("SELECT * FROM VALUES ('cat', 1), ('dog', 2) AS t(kind, n)");
        Assert.Equal(2, pets.Join(pets, pets["kind"] == pets["kind"]).Count());
        Assert.Equal(2, pets.Join(pets, pets["kind"] == pets["KIND"], "outer").Count());
        Assert.Equal(2, pets.Join(pets, pets["kind"].EqNullSafe(pets["`kind`"]) & pets["n"] == pets["n"], "left").Count());
        Assert.Equal(2, pets.Join(pets, pets["kind"] != pets["kind"]).Count());
        Assert.Equal(2, pets.Join(Broadcast(pets), pets["kind"] == pets["kind"]).Count());
        var dogs = pets.Filter(pets["kind"] == "dog");
        Assert.Equal(["dog 2 dog 2"], await dogs.Join(pets, pets["kind"] == pets["kind"]).RowsAsync());
        Assert.Equal(["dog 2 dog 2"], await dogs.Join(pets, dogs["kind"] == pets["kind"]).RowsAsync());
        Assert.Equal(["dog 2 dog 2"], await pets.Join(dogs, pets["kind"] == dogs["kind"]).RowsAsync());
        Assert.Equal(["dog 2 dog 2"], await dogs.Join(dogs, pets["kind"] == pets["kind"]).RowsAsync());
        Assert.Equal(["dog 2 dog 2"], await dogs.Join(dogs, dogs["kind"] == pets["kind"]).RowsAsync());
        Assert.Equal(["dog 2 dog 2"], await dogs.Join(pets, pets["kind"] == dogs["kind"]).RowsAsync());
        var counts = pets.GroupBy("kind").Count();
        Assert.Equal(["cat 1 cat 1", "dog 2 dog 1"], await pets.Join(counts, pets["kind"] == counts["kind"]).SortedRowsAsync());
        Assert.Equal(["cat 1 cat 1", "dog 1 dog 2"], await counts.Join(pets, pets["kind"] == counts["kind"]).SortedRowsAsync());
        var before = new AsOfJoinOptions { AllowExactMatches = false, JoinType = "left" };
        Assert.Equal(["cat 1 NULL NULL", "dog 2 cat 1"], await pets.AsOfJoin(pets, pets["n"], pets["n"], before).SortedRowsAsync());
        Assert.Contains("AMBIGUOUS", Assert.Throws<SparkException>(() => pets.Join(pets, pets["n"] == 1).Count()).ErrorClass);
        Assert.Contains("AMBIGUOUS", Assert.Throws<SparkException>(() => pets.Join(pets, pets["kind"] == pets["kind"] & pets["n"] == 1).Count()).ErrorClass);
        Assert.Contains("AMBIGUOUS", Assert.Throws<SparkException>(() => pets.Join(pets, pets["kind"] == pets["kind"]).Select(pets["n"]).Count()).ErrorClass);
    }
}
