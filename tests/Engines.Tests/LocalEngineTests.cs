using DistributedML.Data;
using DistributedML.Engines;

namespace DistributedML.Tests.Engines;

public sealed class LocalEngineTests : IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("dml-engine-").FullName;
    readonly LocalEngine _engine;

    public LocalEngineTests() => _engine = new LocalEngine(Path.Combine(_folder, "spill"), threads: 2);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_query_gives_every_row_once_and_in_order()
    {
        var next = 0L;
        await foreach (var batch in _engine.QueryAsync("select i, i * 0.5::double as half, case when i % 3 > 0 then i::varchar end as text from range(100000) t(i) order by i", Cancel))
        {
            var texts = batch.Texts("text");
            var halves = batch.Doubles("half");
            foreach (var value in batch.Integers("i"))
            {
                var row = (int)(value - batch.Integers("i")[0]);
                Assert.Equal(next, value);
                Assert.Equal(next * 0.5, halves[row]);
                Assert.Equal(next % 3 > 0 ? next.ToString() : null, texts.Text(row));
                next++;
            }
        }
        Assert.Equal(100_000, next);
    }

    [Fact]
    public async Task A_written_table_reads_back_as_it_was()
    {
        var file = Path.Combine(_folder, "numbers.parquet");
        Assert.Equal(1_000, await _engine.WriteTableAsync("select i, i::varchar as text from range(1000) t(i)", file, Cancel));
        await _engine.ReadTableAsync("numbers", [file], Cancel);
        await foreach (var batch in _engine.QueryAsync("select sum(i)::bigint as s, count(distinct text) as n from numbers", Cancel))
        {
            Assert.Equal(499_500, batch.Integers("s")[0]);
            Assert.Equal(1_000, batch.Integers("n")[0]);
        }
        await Assert.ThrowsAsync<TableException>(() => _engine.WriteTableAsync("select 1 as one", file, Cancel));
    }

    [Theory]
    [InlineData("select nothing from nowhere", "nowhere")]
    [InlineData("select 1 +", "syntax")]
    [InlineData("select 'abc'::integer as i", "abc")]
    public async Task A_wrong_query_says_what_is_wrong(string sql, string expected)
    {
        var error = await Assert.ThrowsAsync<TableException>(async () =>
        {
            await foreach (var _ in _engine.QueryAsync(sql, Cancel)) { }
        });
        Assert.Contains(expected, error.Message);
        Assert.Equal(TableFault.Input, error.Fault);
    }

    [Fact]
    public async Task A_cancelled_query_ends_soon()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = _engine.CreateTableAsync("big", "select sum(a.i * b.i) as s from range(10000000) a(i), range(1000000) b(i)", source.Token);
        await Task.Delay(100, Cancel);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
    }
}
