using Apache.Arrow;
using Microsoft.Spark;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Tests.Spark.Cluster;

[Collection<ClusterCollection>]
public class ClusterFunctionTests(StandaloneCluster cluster)
{
    static readonly StructType Longs = StructType.FromDDL("n BIGINT NOT NULL");

    [Fact]
    public async Task A_broadcast_and_the_assemblies_reach_every_executor()
    {
        await using var session = await cluster.SessionAsync();
        var names = session.SparkContext.Broadcast(Enumerable.Range(0, 3000).ToDictionary(n => (long)n, n => $"name {n}"));
        var rows = await session.Range(0, 3000, 1, StandaloneCluster.Executors).MapRows<long, Seen>(n => new(n, names.Value()[n], Environment.ProcessId)).As<Seen>().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 3000).Select(n => ((long)n, $"name {n}")), rows.Select(row => (row.Id, row.Name)).Order());
        Assert.Equal(StandaloneCluster.Executors, rows.Select(row => row.Process).Distinct().Count());
    }

    [Fact]
    public async Task Tasks_of_a_barrier_stage_meet_across_executors()
    {
        await using var session = await cluster.SessionAsync();
        var rows = await session.Range(0, 3, 1, StandaloneCluster.Executors).MapBatches(batches => Gather(batches), StructType.FromDDL("texts STRING NOT NULL, process BIGINT NOT NULL"), barrier: true)
            .As<(string Texts, long Process)>().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["task 0 task 1 task 2"], rows.Select(row => row.Texts).Distinct());
        Assert.Equal(StandaloneCluster.Executors, rows.Select(row => row.Process).Distinct().Count());
    }

    [Fact]
    public async Task A_cancelled_function_stops_on_every_executor()
    {
        using var meeting = new Meeting();
        await using var session = await cluster.SessionAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var folder = meeting.Folder;
        var run = session.Range(0, 60_000, 1, StandaloneCluster.Executors).MapBatches(batches => Meeting.Hold(batches, folder), Longs).CollectAsync(stop.Token).ToListAsync(CancellationToken.None).AsTask();
        var processes = await meeting.ProcessesAsync(StandaloneCluster.Executors, run);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var since = DateTime.UtcNow;
        await Meeting.UntilAsync(() => DateTime.UtcNow - meeting.LastSign() > TimeSpan.FromMilliseconds(500), "the functions end");
        Assert.InRange((meeting.LastSign() - since).TotalSeconds, -60, 60);   // 3 on a machine that does nothing else; without the end it would wait for ever
        // Nothing else ran in the processes, so they ended with the functions, which did not listen.
        Assert.All(processes, process => Assert.False(Processes.Lives(process)));
        Assert.Equal(60_000, await session.Range(0, 60_000, 1, StandaloneCluster.Executors).MapBatches((RecordBatch batch) => batch, Longs).CountAsync(TestContext.Current.CancellationToken));
    }

    static IEnumerable<RecordBatch> Gather(IEnumerable<RecordBatch> batches)
    {
        var texts = TaskContext.Current!.AllGather($"task {TaskContext.Current.PartitionId}");
        foreach (var batch in batches)
        {
            yield return new(
                new Schema([new Field("texts", Apache.Arrow.Types.StringType.Default, false), new Field("process", Apache.Arrow.Types.Int64Type.Default, false)], null),
                [new StringArray.Builder().Append(string.Join(' ', texts)).Build(), new Int64Array.Builder().Append(Environment.ProcessId).Build()], 1);
        }
    }

    record Seen(long Id, string Name, int Process);
}
