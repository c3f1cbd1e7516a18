using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Engines;

namespace DistributedML.Tests.Engines;

public sealed class ParallelMapTests : IAsyncDisposable
{
    const int Threads = 3;

    readonly string _folder = Directory.CreateTempSubdirectory("dml-map-").FullName;
    readonly LocalEngine _engine;

    public ParallelMapTests() => _engine = new LocalEngine(Path.Combine(_folder, "spill"), Threads);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    static RecordBatch Doubled(RecordBatch batch)
    {
        var values = new Int64Array.Builder();
        foreach (var value in batch.Integers("i")) values.Append(2 * value);
        return new RecordBatch(batch.Schema, [values.Build()], batch.Length);
    }

    [Fact]
    public async Task Batches_come_back_in_order_however_long_each_takes()
    {
        var (expected, batches) = (0L, 0);
        await foreach (var batch in _engine.MapBatchesAsync("select i from range(40000) t(i) order by i", batch =>
        {
            Thread.Sleep(batch.Integers("i")[0] % 3 == 0 ? 20 : 1);   // the first of some batches is the slowest
            return Doubled(batch);
        }, Cancel))
        {
            batches++;
            foreach (var value in batch.Integers("i")) Assert.Equal(2 * expected++, value);
        }
        Assert.Equal(40_000, expected);
        Assert.True(batches > Threads);
    }

    [Fact]
    public async Task Functions_run_beside_each_other_and_no_more_than_there_are_ranks()
    {
        var (running, most) = (0, 0);
        using var met = new Barrier(Threads);
        var meetings = 0;
        await foreach (var _ in _engine.MapGroupsAsync("select (i // 10)::varchar as key, i from range(90) t(i) order by i", "key", (_, _) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (met.SignalAndWait(TimeSpan.FromSeconds(20), Cancel)) Interlocked.Increment(ref meetings);   // passes only when all ranks are here
            Interlocked.Decrement(ref running);
            return now;
        }, Cancel)) { }
        Assert.Equal(9, meetings);
        Assert.Equal(Threads, most);
    }

    static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            if (Interlocked.CompareExchange(ref target, value, seen) == seen) return;
    }

    [Fact]
    public async Task Groups_have_all_their_rows_across_batches_and_come_in_the_order_of_the_query()
    {
        var sums = new List<(string Key, long Rows, long Sum)>();
        await foreach (var sum in _engine.MapGroupsAsync("select 'k' || (i // 7001) as key, i from range(30000) t(i) order by i", "key",
            (key, rows) => (key, rows.Sum(batch => (long)batch.Length), rows.Sum(batch => batch.Integers("i").ToArray().Sum())), Cancel))
            sums.Add(sum);
        var expected = Enumerable.Range(0, 30_000).GroupBy(i => i / 7_001).Select(group => ($"k{group.Key}", (long)group.Count(), group.Sum(i => (long)i)));
        Assert.Equal(expected, sums);
    }

    [Theory]
    [InlineData("select case when i = 5 then null else 'a' end as key from range(10) t(i)", "holds nulls")]
    [InlineData("select 'k' || (i % 2) as key from range(10) t(i) order by i", "key 'k0' comes again after others")]
    public async Task Keys_that_are_null_or_come_again_are_errors(string sql, string expected)
    {
        var error = await Assert.ThrowsAsync<TableException>(async () => await _engine.MapGroupsAsync(sql, "key", (key, _) => key, Cancel).ToListAsync(Cancel));
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public async Task An_error_in_the_function_reaches_the_caller_after_the_results_before_it()
    {
        var seen = new List<string>();
        var error = await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var key in _engine.MapGroupsAsync("select i::varchar as key from range(100) t(i) order by i", "key",
                (key, _) => key == "41" ? throw new FormatException("key 41") : key, Cancel))
                seen.Add(key);
        });
        Assert.Equal("key 41", error.Message);
        Assert.Equal(Enumerable.Range(0, 41).Select(i => i.ToString()), seen);
        Assert.Equal(1, await _engine.MapBatchesAsync("select 1::bigint as i", Doubled, Cancel).CountAsync(Cancel));   // the engine works on
    }

    [Fact]
    public async Task A_cancelled_map_ends_soon_and_takes_no_further_groups()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var taken = 0;
        var running = Task.Run(async () =>
        {
            await foreach (var _ in _engine.MapGroupsAsync("select i::varchar as key from range(100000) t(i) order by i", "key", (key, _) =>
            {
                if (Interlocked.Increment(ref taken) == 20) source.Cancel();
                return key;
            }, source.Token)) { }
        }, Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.InRange(taken, 20, 20 + 2 * Threads);
    }
}
