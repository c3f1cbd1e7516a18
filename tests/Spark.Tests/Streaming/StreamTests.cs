using DistributedML.Tests.Spark.Frames;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Streaming;

public class StreamTests(SparkServer server)
{
    const string Columns = "id BIGINT, name STRING";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_of_files_resumes_from_its_checkpoint_without_a_row_twice()
    {
        await using var spark = await server.SessionAsync();
        using var folder = new TemporaryFolder();
        string Path(string name) => System.IO.Path.Combine(folder.Path, name);
        void Arrive(long from, long to) => spark.Range(from, to).WithColumn("name", Concat(Lit("n"), Col("id"))).Coalesce(1).Write().Mode(SaveMode.Append).Json(Path("in"));
        async Task<StreamingQuery> FlowAsync()
        {
            var query = spark.ReadStream().Schema(Columns).Option("maxFilesPerTrigger", 1L).Json(Path("in"))
                .WriteStream().Format("parquet").PartitionBy("name").OutputMode(OutputMode.Append).Option("checkpointLocation", Path("checkpoint"))
                .Trigger(Trigger.AvailableNow()).Start(Path("out"));
            await query.AwaitTerminationAsync(Cancel);
            return query;
        }

        Arrive(0, 2);
        Arrive(2, 4);
        var first = await FlowAsync();
        Assert.Equal(["0 n0", "1 n1", "2 n2", "3 n3"], await spark.Read().Parquet(Path("out")).SortedRowsAsync());
        Assert.Equal(2, first.RecentProgress().Count(progress => progress.NumInputRows > 0));
        Assert.False(first.IsActive());
        Assert.Null(first.Exception());

        Arrive(4, 5);
        var second = await FlowAsync();
        Assert.Equal((first.Id, true), (second.Id, first.RunId != second.RunId));
        Assert.Equal(["0 n0", "1 n1", "2 n2", "3 n3", "4 n4"], await spark.Read().Parquet(Path("out")).SortedRowsAsync());
        await FlowAsync();
        Assert.Equal(5, (await spark.Read().Parquet(Path("out")).RowsAsync()).Length);
    }

    [Fact]
    public async Task A_query_is_watched_and_stopped()
    {
        await using var spark = await server.SessionAsync();
        using var folder = new TemporaryFolder();
        var heard = new Recorder();
        spark.Streams().AddListener(heard);
        Assert.Equal([heard], spark.Streams().ListListeners());

        var rate = spark.ReadStream().Format("rate").Option("rowsPerSecond", 50L).Option("numPartitions", "1").Load();
        Assert.True(rate.IsStreaming());
        var query = rate.Observe("seen", Count("value").As("rows")).WriteStream().Format("memory").QueryName("watched").OutputMode("append").Trigger(Trigger.ProcessingTime(100)).Start();
        Assert.Equal("watched", query.Name);
        Assert.True(query.IsActive());
        Assert.Equal([query.Id], spark.Streams().Active().Select(active => active.Id));
        Assert.Equal("watched", spark.Streams().Get(query.Id).Name);
        Assert.Throws<KeyNotFoundException>(() => spark.Streams().Get(Guid.NewGuid().ToString()));
        Assert.False(query.AwaitTermination(10));
        spark.Streams().AwaitAnyTermination(10);
        await UntilAsync(() => query.LastProgress() is { NumInputRows: > 0 });

        var progress = query.LastProgress()!;
        Assert.Equal((query.Id, query.RunId, "watched"), (progress.Id, progress.RunId, progress.Name));
        Assert.Contains("rate", progress.Sources.Single().Description, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(progress.Sources.Single().EndOffset);
        Assert.True(progress.Durations.ContainsKey("triggerExecution"));
        Assert.Contains("emory", progress.Sink);
        Assert.Contains("\"batchId\"", progress.Json);
        Assert.NotEmpty(query.RecentProgress());
        Assert.True(query.RecentProgress().Max(done => done.ObservedMetrics["seen"]["rows"].GetInt64()) > 0);
        Assert.False(string.IsNullOrEmpty(query.Status().Message));
        Assert.Contains("Physical Plan", await query.ExplainTextAsync(cancel: Cancel));
        Assert.NotEmpty(await spark.Table("watched").RowsAsync());

        query.Stop();
        Assert.False(query.IsActive());
        Assert.True(query.AwaitTermination(1000));
        spark.Streams().AwaitAnyTermination();
        spark.Streams().ResetTerminated();
        Assert.False(await spark.Streams().AwaitAnyTerminationAsync(TimeSpan.FromMilliseconds(10), Cancel));
        Assert.Empty(spark.Streams().Active());

        await UntilAsync(() => heard.Terminated.Count > 0);
        Assert.Equal((query.Id, "watched"), (heard.Started.Single().Id, heard.Started.Single().Name));
        Assert.Contains(heard.Progress, happened => happened.Progress.NumInputRows > 0);
        Assert.Equal((query.RunId, null), (heard.Terminated.Single().RunId, heard.Terminated.Single().Exception));
        spark.Streams().RemoveListener(heard);
        Assert.Empty(spark.Streams().ListListeners());
    }

    [Fact]
    public async Task A_query_that_fails_says_why()
    {
        await using var spark = await server.SessionAsync();
        var heard = new Recorder();
        await spark.Streams().AddListenerAsync(heard, Cancel);
        var query = spark.ReadStream().Format("rate").Load().Select(RaiseError(Lit("too many bananas"))).WriteStream().Format("noop").Start();
        Assert.Contains("too many bananas", (await Assert.ThrowsAsync<SparkException>(() => query.AwaitTerminationAsync(Cancel))).Message);
        var failure = query.Exception();
        Assert.NotNull(failure);
        Assert.Contains("too many bananas", failure.Message);
        Assert.NotEmpty(failure.ErrorClass);
        await UntilAsync(() => heard.Terminated.Count > 0);
        Assert.Contains("too many bananas", heard.Terminated.Single().Exception);
        Assert.Equal("m", new StreamingQueryException("m").Message);
    }

    [Fact]
    public async Task Waiting_for_a_query_is_cancelled_without_ending_it()
    {
        await using var spark = await server.SessionAsync();
        await using var query = new Stopping(spark.ReadStream().Format("rate").Load().WriteStream().Format("noop").Start());
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        soon.CancelAfter(300);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query.Query.AwaitTerminationAsync(soon.Token));
        Assert.True(query.Query.IsActive());
    }

    [Fact]
    public async Task A_window_is_written_when_the_watermark_has_passed_it()
    {
        await using var spark = await server.SessionAsync();
        using var folder = new TemporaryFolder();
        string Path(string name) => System.IO.Path.Combine(folder.Path, name);
        void Arrive(params string[] times) => spark.Sql($"select explode(array({string.Join(',', times.Select(time => $"'2024-01-01 {time}'"))})) as at").Coalesce(1).Write().Mode("append").Json(Path("in"));
        var events = spark.ReadStream().Schema(new StructType([new StructField("at", new TimestampType())])).Option("maxFilesPerTrigger", 1L).Json(Path("in"));
        var counts = events.WithWatermark("at", "10 seconds").GroupBy(Window(Col("at"), "1 minute")).Count().SelectExpr("date_format(window.start, 'HH:mm') as minute", "count");
        Arrive("10:00:05", "10:00:30");
        Arrive("10:01:20");
        Arrive("10:01:21");
        Arrive("10:00:59", "10:02:30");
        var query = counts.WriteStream().Format("memory").QueryName("minutes").OutputMode("append").Trigger(Trigger.AvailableNow()).Start();
        await query.AwaitTerminationAsync(Cancel);
        // A batch leaves out what the watermark of the batch before had passed: 10:00:59 came when that stood at 10:01:10.
        Assert.Equal(["10:00 2", "10:01 2"], await spark.Table("minutes").SortedRowsAsync());
        Assert.Equal(1, query.RecentProgress().Sum(progress => progress.StateOperators.Sum(state => state.NumRowsDroppedByWatermark)));
        Assert.Contains("watermark", query.LastProgress()!.EventTime.Keys);

        var distinct = events.WithWatermark("at", "10 seconds").DropDuplicatesWithinWatermark("at").WriteStream().Format("memory").QueryName("distinct").Trigger(Trigger.Once()).Start();
        await distinct.AwaitTerminationAsync(Cancel);
        Assert.Equal(6, (await spark.Table("distinct").RowsAsync()).Length);
        Assert.Contains("watermark", Assert.Throws<SparkException>(() => events.DropDuplicatesWithinWatermark().WriteStream().Format("noop").Start()).Message);
    }

    [Fact]
    public async Task Every_format_of_files_is_a_stream_and_tables_are_too()
    {
        await using var spark = await server.SessionAsync();
        using var folder = new TemporaryFolder();
        string Path(string name) => System.IO.Path.Combine(folder.Path, name);
        var rows = spark.Sql("select 1L as id, 'one' as name");
        rows.Write().Csv(Path("csv"));
        rows.Write().Parquet(Path("parquet"));
        rows.Write().Orc(Path("orc"));
        rows.Write().Option("rowTag", "r").Xml(Path("xml"));
        rows.Select("name").Write().Text(Path("text"));
        var table = $"source_{Guid.NewGuid():N}";
        rows.Write().Option("path", Path("source")).SaveAsTable(table);
        DataStreamReader Read() => spark.ReadStream().Schema(Columns).Options(new() { ["rowTag"] = "r" }).Option("ignoreMissingFiles", true).Option("a", 1.5);
        async Task<string[]> AllAsync(DataFrame stream, string name)
        {
            var query = stream.WriteStream().Format("memory").QueryName(name).Options([]).Option("a", true).Option("b", 1.5).Option("c", 1L).Trigger(Trigger.AvailableNow()).Start();
            await query.AwaitTerminationAsync(Cancel);
            return await spark.Table(name).RowsAsync();
        }
        Assert.Equal(["1 one"], await AllAsync(Read().Csv(Path("csv")), "csvs"));
        Assert.Equal(["1 one"], await AllAsync(Read().Parquet(Path("parquet")), "parquets"));
        Assert.Equal(["1 one"], await AllAsync(Read().Orc(Path("orc")), "orcs"));
        Assert.Equal(["1 one"], await AllAsync(Read().Xml(Path("xml")), "xmls"));
        Assert.Equal(["1 one"], await AllAsync(Read().Format("parquet").Load(Path("parquet")), "loaded"));
        Assert.Equal(["one"], await AllAsync(spark.ReadStream().Text(Path("text")), "texts"));
        Assert.Equal(["1 one"], await AllAsync(spark.ReadStream().Table(table), "tables"));

        var target = $"target_{Guid.NewGuid():N}";
        var query = Read().Csv(Path("csv")).WriteStream().Format("parquet").Option("path", Path("target")).Option("checkpointLocation", Path("checkpoint")).Trigger(Trigger.AvailableNow()).ToTable(target);
        query.AwaitTermination();
        Assert.Equal(["1 one"], await spark.Table(target).RowsAsync());
        spark.Sql($"drop table {table}");
        spark.Sql($"drop table {target}");
    }

    [Fact]
    public async Task Triggers_and_sinks_that_do_not_fit_are_the_servers_errors()
    {
        await using var spark = await server.SessionAsync();
        using var folder = new TemporaryFolder();
        DataStreamWriter Rate() => spark.ReadStream().Format("rate").Option("numPartitions", 1L).Load().WriteStream().Format("noop").Option("checkpointLocation", Path.Combine(folder.Path, Guid.NewGuid().ToString()));
        foreach (var trigger in (Trigger[])[Trigger.Continuous(1000), Trigger.Continuous("1 second"), Trigger.ProcessingTime("1 second")])
        {
            var query = Rate().Trigger(trigger).Start();
            Assert.True(query.IsActive());
            query.Stop();
        }
        foreach (var trigger in (Trigger[])[Trigger.RealTime(), Trigger.RealTime(10_000), Trigger.RealTime("1 minute")])
            Assert.Contains("REAL_TIME", Assert.Throws<SparkException>(() => Rate().OutputMode("update").Trigger(trigger).Start()).ToString().ToUpperInvariant());
        Assert.Throws<ArgumentOutOfRangeException>(() => Trigger.ProcessingTime(-1));
        Assert.Throws<SparkException>(() => Rate().Format("nosuchsink").Start());
        Assert.Throws<SparkException>(() => Rate().Format("noop").ClusterBy("value").OutputMode(OutputMode.Complete).Start());
        Assert.Throws<SparkException>(() => spark.ReadStream().Format("rate").Load().GroupBy("value").Count().WriteStream().Format("noop").OutputMode(OutputMode.Append).Start());
    }

    static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 600 && !condition(); i++) await Task.Delay(100, Cancel);
        Assert.True(condition());
    }

    /// <summary>Stops the query when the test leaves, whatever happened.</summary>
    sealed class Stopping(StreamingQuery query) : IAsyncDisposable
    {
        public StreamingQuery Query => query;

        public async ValueTask DisposeAsync() => await query.StopAsync(CancellationToken.None);
    }

    sealed class Recorder : StreamingQueryListener
    {
        readonly Lock _gate = new();
        readonly List<QueryStartedEvent> _started = [];
        readonly List<QueryProgressEvent> _progress = [];
        readonly List<QueryTerminatedEvent> _terminated = [];

        public IReadOnlyList<QueryStartedEvent> Started => Copy(_started);

        public IReadOnlyList<QueryProgressEvent> Progress => Copy(_progress);

        public IReadOnlyList<QueryTerminatedEvent> Terminated => Copy(_terminated);

        public override void OnQueryStarted(QueryStartedEvent started) => Add(_started, started);

        public override void OnQueryProgress(QueryProgressEvent progress) => Add(_progress, progress);

        public override void OnQueryTerminated(QueryTerminatedEvent terminated) => Add(_terminated, terminated);

        void Add<T>(List<T> list, T happened)
        {
            lock (_gate) list.Add(happened);
        }

        T[] Copy<T>(List<T> list)
        {
            lock (_gate) return [.. list];
        }
    }
}
