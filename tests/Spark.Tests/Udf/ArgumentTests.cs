using System.Collections;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Udfs;

/// <summary>What a function gets of its arguments: numbers of its own types, and columns by position or name.</summary>
public class ArgumentTests(SparkServer server)
{
    record Reading(int Sensor, float[] Values, Dictionary<string, short> Counts);

    [Fact]
    public async Task Numbers_become_the_types_that_a_function_asks_for()
    {
        await using var session = await server.SessionAsync();
        var ids = session.Range(0, 3, 1, 1);
        Assert.Equal([0, 10, 20], await ids.Select(Udf<int, int>(n => n * 10)(Col("id"))).ToListAsync<int>(Cancel));
        Assert.Equal([0, 0.25, 0.5], await ids.Select(Udf<double, double>(n => n / 4)(Col("id"))).ToListAsync<double>(Cancel));
        Assert.Equal([0, 1, 2], await ids.Select(Udf<decimal?, int>(n => (int)n!)(Col("id"))).ToListAsync<int>(Cancel));
        Assert.Equal(["Ann:41"], await session.Sql("SELECT 41L AS age, 'Ann' AS name")
            .Select(Udf<int?, string, string>((age, name) => $"{name}:{age}")(Col("age"), Col("name"))).ToListAsync<string>(Cancel));
        Assert.Equal([3.5], await session.Sql("SELECT 1.5 AS n").Select(Udf<double, double>(n => n + 2)(Col("n"))).ToListAsync<double>(Cancel));
        Assert.Equal([4], await session.Sql("SELECT 3.0D AS n").Select(Udf<int, int>(n => n + 1)(Col("n"))).ToListAsync<int>(Cancel));
    }

    [Fact]
    public async Task Numbers_within_arrays_maps_and_records_become_the_types_that_are_asked_for()
    {
        await using var session = await server.SessionAsync();
        var all = session.Sql("SELECT array(1L, 2L) AS a, map('x', 3L) AS m, named_struct('Sensor', 4L, 'Values', array(5L, 6L), 'Counts', map('y', 7L)) AS r");
        var sums = all.Select(
            Udf<int[], int>(values => values.Sum())(Col("a")),
            Udf<Dictionary<string, int>, int>(map => map["x"])(Col("m")),
            Udf<Reading, double>(reading => reading.Sensor + reading.Values.Sum() + reading.Counts["y"])(Col("r")));
        Assert.Equal([(3, 3, 22.0)], await sums.ToListAsync<(int, int, double)>(Cancel));
        Assert.Equal([22.0], await all.Select("r.*").MapRows<Reading, double>(reading => reading.Sensor + reading.Values.Sum() + reading.Counts["y"])
            .ToListAsync<double>(Cancel));
    }

    [Fact]
    public async Task A_number_that_does_not_fit_is_an_error_with_its_value_and_row()
    {
        await using var session = await server.SessionAsync();
        var big = session.Sql("SELECT id * 2000000000 AS n FROM range(0, 3, 1, 1)");
        var thrown = await Assert.ThrowsAsync<SparkException>(() => big.Select(Udf<int, int>(n => n)(Col("n"))).ToListAsync<int>(Cancel));
        Assert.Contains("'argument 1', row 2: 4000000000 does not fit into Int32", thrown.Message);
        var nested = await Assert.ThrowsAsync<SparkException>(() => big.Select(Udf<int[], int>(n => n[0])(Array(Col("n")))).ToListAsync<int>(Cancel));
        Assert.Contains("4000000000 does not fit into Int32", nested.Message);
    }

    [Fact]
    public async Task Arrays_and_maps_of_a_row_are_those_of_Microsoft_Spark()
    {
        await using var session = await server.SessionAsync();
        var rows = session.Sql("SELECT array(array(1, 2)) AS a, map('x', array(1)) AS m, named_struct('b', array(3)) AS s");
        var row = rows.First();
        Assert.Equal(new object[] { 1, 2 }, Assert.IsType<ArrayList>(Assert.IsType<ArrayList>(row.Get("a"))[0]).ToArray());
        Assert.Equal(new object[] { 1 }, Assert.IsType<ArrayList>(Assert.IsType<Hashtable>(row[1])["x"]).ToArray());
        Assert.Equal(new object[] { 3 }, Assert.IsType<ArrayList>(((Row)row.Values[2]!).Get("b")).ToArray());
        Assert.Equal([3], await rows.MapRows<Row, int>(all => ((ArrayList)((ArrayList)all.Get("a")!)[0]!).Count + ((Hashtable)all[1]!).Count).ToListAsync<int>(Cancel));
        Assert.Equal([2], await rows.Select(Udf<Row, int>(of => ((ArrayList)of.Get("b")!).Count + 1)(Col("s"))).ToListAsync<int>(Cancel));
        Assert.Equal(new[] { 1, 2 }, row.GetAs<int[][]>("a")[0]);
        Assert.Equal([1L], row.GetAs<Dictionary<string, List<long>>>("m")["x"]);
    }

    [Fact]
    public async Task Sql_gives_arguments_by_name_in_any_order()
    {
        await using var session = await server.SessionAsync();
        session.Udf().Register<int, int, int>("raise_to", (x, times) => Enumerable.Repeat(x, times).Aggregate(1, (a, b) => a * b));
        session.Udf().Register<int, int>("twice", n => n * 2);
        session.Udf().RegisterVector<Apache.Arrow.Int32Array, Apache.Arrow.StringArray, Apache.Arrow.Int32Array>("first_of", (number, text) => number);
        Assert.Equal(8, await OneAsync<int>(session, "SELECT raise_to(times => 3, x => 2)"));
        Assert.Equal(8, await OneAsync<int>(session, "SELECT raise_to(2, times => 3)"));
        Assert.Equal(8, await OneAsync<int>(session, "SELECT raise_to(TIMES => 3, X => 2)"));
        Assert.Equal(64, await OneAsync<int>(session, "SELECT raise_to(times => twice(n => 3), x => 2)"));
        Assert.Equal(16, await OneAsync<int>(session, "SELECT twice(n => raise_to(times => 3, x => 2))"));
        Assert.Equal(4, await OneAsync<int>(session, "SELECT first_of(text => 'a', number => 4)"));
        Assert.Equal([(8, 9)], await session.Sql("SELECT raise_to(times => 3, x => 2), raise_to(times => 2, x => 3)").ToListAsync<(int, int)>(Cancel));
    }

    [Fact]
    public async Task Names_that_a_function_does_not_have_and_wrong_numbers_of_arguments_are_errors()
    {
        await using var session = await server.SessionAsync();
        session.Udf().Register<int, int, int>("raise_to", (x, times) => x);
        session.Udf().Register<string, int>("letters", s => s.Length);
        session.Udf().Register("seven", () => 7);
        session.Udf().RegisterVector<Apache.Arrow.Int32Array, Apache.Arrow.Int32Array>("same", number => number);
        Assert.Contains("no parameter 'base'; it has x, times", await FailsAsync(session, "SELECT raise_to(base => 3, times => 2)"));
        Assert.Contains("'x' is given twice", await FailsAsync(session, "SELECT raise_to(3, x => 2)"));
        Assert.Contains("takes 1 argument(s), s, and is called with 2", await FailsAsync(session, "SELECT letters('abc', 'extra')"));
        Assert.Contains("takes 2 argument(s), x, times, and is called with 1", await FailsAsync(session, "SELECT raise_to(1)"));
        Assert.Contains("takes 0 argument(s), none, and is called with 1", await FailsAsync(session, "SELECT seven(1)"));
        Assert.Contains("takes 1 argument(s), number, and is called with 2", await FailsAsync(session, "SELECT same(1, 2)"));
    }

    [Fact]
    public async Task A_function_finds_its_standard_input_empty()
    {
        await using var session = await server.SessionAsync();
        Assert.Equal("[]", await OneAsync<string>(session.Range(1).Select(Udf<long, string>(n => $"[{Console.In.ReadToEnd()}]")(Col("id")))));
        Assert.Equal(-1, await OneAsync<int>(session.Range(1).Select(Udf<long, int>(n => Console.OpenStandardInput().ReadByte())(Col("id")))));
        Assert.Equal("none", await OneAsync<string>(session.Range(1).Select(Udf<long, string>(n => Cat() + "none")(Col("id")))));
    }

    // A program that the function starts has the function's own standard input.
    static string Cat()
    {
        using var cat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("cat") { RedirectStandardOutput = true })!;
        return cat.StandardOutput.ReadToEnd();
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static Task<T> OneAsync<T>(SparkSession session, string sql) => OneAsync<T>(session.Sql(sql));

    static async Task<T> OneAsync<T>(DataFrame rows) => Assert.Single(await rows.ToListAsync<T>(Cancel));

    static async Task<string> FailsAsync(SparkSession session, string sql) =>
        (await Assert.ThrowsAsync<SparkException>(() => session.Sql(sql).ToListAsync<object>(Cancel))).Message;
}
