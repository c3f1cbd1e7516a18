using System.Diagnostics;

namespace DistributedML.Tests.Spark.Connect;

public class CancellationTests(SparkServer server)
{
    // Some minutes on two cores, and nothing is sent before its end.
    internal const string Long = "select count(*) from range(1000000000000) where sha2(cast(id as string), 256) = 'a'";

    [Fact]
    public async Task A_cancelled_token_interrupts_the_operation_on_the_server()
    {
        await using var session = await server.SessionAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        // Spark itself loses a job that is submitted in the moment of the interrupt, so its tasks shall run first.
        var watch = new Stopwatch();
        session.Client.Progressed += progress =>
        {
            if (progress.RunningTasks == 0 || watch.IsRunning) return;
            watch.Start();
            cancel.Cancel();
        };
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Rows.CountAsync(session, Long, cancel.Token));
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
        // Both cores are free again: were the job still there, this one would share them with it and nothing would be left to interrupt.
        Assert.Equal(1000, await Rows.CountAsync(session, "select id from range(1000)", TestContext.Current.CancellationToken));
        Assert.Empty(await session.Client.InterruptAsync(new() { InterruptType = DistributedML.Spark.Connect.Protocol.InterruptRequest.Types.InterruptType.All }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_starts_nothing()
    {
        await using var session = await server.SessionAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Rows.CountAsync(session, Long, new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.Client.AnalyzeAsync(ask => ask.SparkVersion = new(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_reader_that_leaves_ends_the_operation()
    {
        await using var session = await server.SessionAsync();
        await foreach (var _ in session.Client.ExecuteAsync(new() { Root = session.Sql("select id, repeat('x', 1000) from range(100000000)").Relation }, TestContext.Current.CancellationToken)) break;
        Assert.Empty(await session.Client.InterruptAsync(new() { InterruptType = DistributedML.Spark.Connect.Protocol.InterruptRequest.Types.InterruptType.All }, TestContext.Current.CancellationToken));
    }
}
