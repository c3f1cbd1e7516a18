using Microsoft.Spark;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark.Connect;

public class SessionTests(SparkServer server)
{
    [Fact]
    public async Task Settings_are_the_sessions_own()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var session = await server.SessionAsync();
        await using var other = session.NewSession();
        var conf = session.Conf();
        conf.Set("spark.sql.shuffle.partitions", 7L);
        conf.Set("spark.sql.ansi.enabled", false);
        conf.Set("my.own", "text");
        Assert.Equal("7", conf.Get("spark.sql.shuffle.partitions"));
        Assert.Equal("false", conf.Get("spark.sql.ansi.enabled"));
        Assert.Equal("text", (await conf.GetAllAsync(cancel))["my.own"]);
        Assert.Equal("none", other.Conf().Get("my.own", "none"));
        Assert.True(conf.IsModifiable("spark.sql.shuffle.partitions"));
        Assert.False(conf.IsModifiable("spark.sql.warehouse.dir"));
        conf.Unset("my.own");
        Assert.Contains("my.own", Assert.Throws<SparkException>(() => conf.Get("my.own")).Message);
        Assert.Contains("spark.sql.warehouse.dir", Assert.Throws<SparkException>(() => conf.Set("spark.sql.warehouse.dir", "x")).Message);
        Assert.StartsWith("4.", session.Version());
    }

    [Fact]
    public async Task A_clone_begins_with_the_views_and_settings_of_its_session()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var session = await server.SessionAsync();
        session.Conf().Set("my.own", "text");
        await session.SqlAsync("create temporary view five as select * from range(5)", cancel);
        await using var clone = await session.CloneSessionAsync(cancel);
        Assert.Equal(5, await Rows.CountAsync(clone, "select * from five", cancel));
        Assert.Equal("text", clone.Conf().Get("my.own"));
        clone.Conf().Set("my.own", "other");
        Assert.Equal("text", session.Conf().Get("my.own"));
        await using var empty = session.NewSession();
        await Assert.ThrowsAsync<SparkException>(() => Rows.CountAsync(empty, "select * from five", cancel));
    }

    [Fact]
    public async Task GetOrCreate_answers_the_living_session_and_sets_its_settings()
    {
        var address = await server.AddressAsync();
        using var session = SparkSession.Builder().Remote(address).Config("my.first", "1").Create();
        SparkSession.SetActiveSession(session);
        Assert.Same(session, SparkSession.GetActiveSession());
        Assert.Same(session, SparkSession.Active());
        Assert.Equal("1", session.Conf().Get("my.first"));

        // The server's own settings, which no session may change, are left out as Spark does.
        var conf = new SparkConf().Set("my.conf", "3").Set("spark.sql.warehouse.dir", "elsewhere");
        Assert.Same(session, SparkSession.Builder().Config("my.second", true).Config("my.number", 2.5).Config(conf).AppName("test").GetOrCreate());
        Assert.Same(session, SparkSession.Builder().Remote(address).GetOrCreate());
        Assert.Equal(["true", "2.5", "3"], ((string[])["my.second", "my.number", "my.conf"]).Select(session.Conf().Get));

        session.Stop();
        session.Stop();
        Assert.Null(SparkSession.GetActiveSession());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Rows.CountAsync(session, "select 1", TestContext.Current.CancellationToken));
        using var next = SparkSession.Builder().Remote(address).GetOrCreate();
        Assert.NotSame(session, next);
        Assert.Same(next, SparkSession.GetActiveSession());
        SparkSession.ClearActiveSession();
        Assert.Null(SparkSession.GetActiveSession());
        SparkSession.SetDefaultSession(next);
        Assert.Same(next, SparkSession.GetDefaultSession());
        SparkSession.ClearDefaultSession();
        Assert.NotSame(next, SparkSession.GetDefaultSession());
    }

    [Fact]
    public async Task Tags_find_the_operations_of_their_flow()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var session = await server.SessionAsync();
        session.AddTag("outer");
        var running = Task.Run(
            async () =>
            {
                session.AddTag("inner");
                Assert.Equal(["inner", "outer"], session.GetTags());
                return await Assert.ThrowsAsync<SparkException>(() => Rows.CountAsync(session, CancellationTests.Long, cancel));
            },
            cancel);
        Assert.Equal(["outer"], session.GetTags());
        var begun = new TaskCompletionSource<string>();
        session.Progressed += progress =>
        {
            if (progress.RunningTasks > 0) begun.TrySetResult(progress.OperationId);
        };
        var id = await begun.Task.WaitAsync(TimeSpan.FromMinutes(10), cancel);
        Assert.Empty(await session.InterruptTagAsync("none", cancel));
        Assert.Equal([id], await session.InterruptTagAsync("inner", cancel));
        Assert.Equal("OPERATION_CANCELED", (await running).ErrorClass);
        Assert.Empty(session.InterruptAll());
        Assert.Empty(session.InterruptOperation(id));
        session.RemoveTag("outer");
        Assert.Empty(session.GetTags());
        Assert.Throws<ArgumentException>(() => session.AddTag("a,b"));
    }

    [Fact]
    public async Task Progress_ends_with_all_tasks_done()
    {
        await using var session = await server.SessionAsync();
        session.Conf().Set("spark.connect.progress.reportInterval", "100ms");
        var reports = new List<ExecutionProgress>();
        session.Progressed += reports.Add;
        await Rows.CountAsync(session, "select sum(length(sha2(cast(id as string), 256))) from range(0, 3000000, 1, 4)", TestContext.Current.CancellationToken);
        Assert.NotEmpty(reports);
        Assert.All(reports.GroupBy(report => report.OperationId), operation => Assert.Equal(operation.Last(), operation.Single(report => report.Done)));
        Assert.All(reports.SelectMany(report => report.Stages), stage => Assert.InRange(stage.CompletedTasks, 0, stage.Tasks));
    }
}
