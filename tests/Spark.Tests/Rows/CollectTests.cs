using Apache.Arrow.Types;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark;

/// <summary>Results in the forms that servers can be told to send, and names and values at the edge.</summary>
public class CollectTests(SparkServer server)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("spark.sql.execution.arrow.useLargeVarTypes", "true")]
    [InlineData("spark.sql.execution.arrow.compression.codec", "zstd")]
    [InlineData("spark.sql.execution.arrow.compression.codec", "lz4")]
    [InlineData("spark.sql.execution.arrow.maxRecordsPerBatch", "7")]
    public async Task Every_form_of_the_answer_has_the_same_rows(string key, string value)
    {
        await using var session = await server.SessionAsync();
        var frame = session.Range(0, 100, 1, 3).SelectExpr("id", "repeat(cast(id as string), 50) as s", "array(cast(id as string), null) as l", "cast(repeat('x', 9) as binary) as b");
        var plain = frame.Collect().ToList();
        await SetAsync(session, key, value);
        Assert.Equal(plain, frame.Collect());
        Assert.Equal(plain.Select(row => (row.GetAs<long>("id"), row.GetAs<string>("s"))), await frame.Select("id", "s").As<(long, string)>().ToListAsync(Cancel));
        if (key.EndsWith("useLargeVarTypes"))
        {
            await foreach (var batch in frame.CollectArrow(Cancel)) Assert.IsType<LargeStringType>(batch.Schema.FieldsList[1].DataType);
        }
    }

    [Fact]
    public async Task Columns_of_any_name_are_found()
    {
        await using var session = await server.SessionAsync();
        var row = await session.Sql("select 1 as a, 2 as A, 3 as `b.c`, 4 as ``, 5 as d, 6 as d").FirstAsync(Cancel);
        Assert.Equal([1, 2, 3, 4, 5, 6], row.Values);
        Assert.Equal((1, 2, 3, 4, 5), ((int)row["a"]!, (int)row["A"]!, (int)row["B.c"]!, (int)row[""]!, (int)row["d"]!));
    }

    [Theory]
    [InlineData("date_add(date'9999-12-31', 1)", "Column 'v', row 0: Day 2932897 since 1970-01-01 is outside the years 1 to 9999 of C#")]
    [InlineData("date_add(date'0001-01-01', -1)", "Column 'v', row 0: Day -719163 since 1970-01-01 is outside the years 1 to 9999 of C#")]
    [InlineData("timestamp_micros(253402300800000000)", "Column 'v', row 0: Microsecond 253402300800000000 since 1970-01-01 is outside the years 1 to 9999 of C#")]
    public async Task Values_that_CSharp_cannot_hold_are_named(string sql, string message)
    {
        await using var session = await server.SessionAsync();
        Assert.Equal(message, (await Assert.ThrowsAsync<InvalidCastException>(() => session.Sql($"select {sql} as v").FirstAsync(Cancel))).Message);
    }

    [Fact]
    public async Task A_stream_of_rows_that_is_left_early_ends_its_query()
    {
        await using var session = await server.SessionAsync();
        var frame = session.Range(0, 3_000_000, 1, 3);
        var seen = 0;
        await foreach (var row in frame.CollectAsync(Cancel))
        {
            if (++seen == 10) break;
        }
        Assert.Equal(10, seen);
        Assert.Equal(5, frame.ToLocalIterator().Take(5).Count());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in frame.CollectAsync(limit.Token)) limit.Cancel();
        });
        Assert.Equal(3, session.Range(3).Count());
    }

    static Task SetAsync(SparkSession session, string key, string value) =>
        session.Client.ConfigAsync(new() { Set = new() { Pairs = { new DistributedML.Spark.Connect.Protocol.KeyValue { Key = key, Value = value } } } }, Cancel);
}
