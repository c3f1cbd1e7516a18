using Apache.Arrow;
using DistributedML.Compute;
using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Learning.Recommendation;
using DistributedML.Models;
using DistributedML.Models.AnomalyDetectors;
using DistributedML.Models.Recommenders;

namespace DistributedML.Tests.Engines;

public sealed class TrainTests : IDisposable
{
    static readonly int[] RankCounts = [1, 2, 4];

    readonly string _folder = Directory.CreateTempSubdirectory("dml-train-").FullName;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    LocalEngine Engine(int ranks) => new(Path.Combine(_folder, $"spill{ranks}"), ranks);

    [Fact]
    public async Task Any_number_of_ranks_trains_the_detector_of_the_same_bytes()
    {
        const string Rows = """
            select 'key' || (hash(i) % 7)::varchar as key, timestamp '2020-01-01' + to_minutes(i * 9) as time, exp(hash(i + 1) % 1000 / 333.0)::double as amount
            from range(6000) as r(i) order by time
            """;
        await SameBytes(engine => engine.TrainAsync(Rows, new DetectorReader(), new DetectorTrainer(new AnomalyDetectorOptions()), cancel: Cancel));
    }

    [Theory]
    [InlineData(RecommenderAlgorithm.Als)]
    [InlineData(RecommenderAlgorithm.Ease)]
    public async Task Any_number_of_ranks_trains_the_recommender_of_the_same_bytes(RecommenderAlgorithm algorithm)
    {
        const string Rows = """
            select 'user' || (hash(i) % 40)::varchar as user, 'item' || (hash(i + 1) % 30)::varchar as item, 'basket' || (i // 3)::varchar as basket, date '2020-01-01' + (i // 30)::int as day
            from range(900) as r(i) order by i
            """;
        var options = new RecommenderOptions { Algorithm = algorithm, Als = new() { Factors = 8, Iterations = 3 } };
        await SameBytes(engine => engine.TrainAsync(Rows, new PurchaseReader(), new RecommenderTrainer(options), cancel: Cancel));
    }

    async Task SameBytes<TModel>(Func<LocalEngine, Task<TModel>> train) where TModel : IState
    {
        var models = new List<byte[]>();
        foreach (var ranks in RankCounts)
        {
            await using var engine = Engine(ranks);
            models.Add(ModelBytes.Of(await train(engine)));
        }
        Assert.All(models, model => Assert.Equal(models[0], model));
    }

    [Fact]
    public async Task Every_rank_sees_all_batches_in_the_order_of_the_query()
    {
        await using var engine = Engine(3);
        var counted = await engine.TrainAsync("select i from range(100000) as r(i) order by i", new OwnRows(), new CountAll(), cancel: Cancel);
        Assert.Equal((100_000, 4_999_950_000), counted);
    }

    [Fact]
    public async Task Rows_that_all_ranks_need_are_read_once()
    {
        await using var engine = Engine(3);
        var reader = new WholeRows();
        Assert.Equal(3 * 1_000, await engine.TrainAsync("select i from range(1000) as r(i)", reader, new SumOfCounts(), cancel: Cancel));
        Assert.Equal(1, reader.Reads);
    }

    [Fact]
    public async Task A_trainer_that_needs_all_rows_refuses_shares()
    {
        await using var engine = Engine(2);
        var error = await Assert.ThrowsAsync<ArgumentException>(() => engine.TrainAsync("select i from range(10) as r(i)", new OwnRows(), new NeedsAll(), cancel: Cancel));
        Assert.Equal("NeedsAll needs all rows on every rank; OwnRows reads shares", error.Message);
    }

    [Fact]
    public async Task A_query_that_fails_ends_the_training_with_its_error()
    {
        await using var engine = Engine(2);
        var training = engine.TrainAsync("select error('spoilt') as i from range(10) as r(i)", new OwnRows(), new CountAll(), cancel: Cancel);
        Assert.Contains("spoilt", (await Assert.ThrowsAsync<TableException>(() => training.WaitAsync(TimeSpan.FromMinutes(10), Cancel))).Message);
    }

    [Fact]
    public async Task A_reader_that_fails_ends_the_training_of_all_though_the_query_goes_on()
    {
        await using var engine = Engine(2);
        var training = engine.TrainAsync("select i from range(10000000) as r(i)", new FailsOnOne(), new CountAll(), cancel: Cancel);
        Assert.Contains("row 0", (await Assert.ThrowsAsync<FormatException>(() => training.WaitAsync(TimeSpan.FromMinutes(10), Cancel))).Message);
    }

    [Fact]
    public async Task Progress_comes_from_one_rank_and_a_cancelled_training_ends()
    {
        await using var engine = Engine(4);
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var steps = new Steps();
        var training = engine.TrainAsync("select 1::bigint as i", new Number(), new Endless(), steps, source.Token);
        await steps.Started.WaitAsync(TimeSpan.FromMinutes(10), Cancel);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => training.WaitAsync(TimeSpan.FromMinutes(10), Cancel));
        Assert.Equal(["0 of 4"], steps.Told);
    }

    [Fact]
    public async Task An_error_on_one_rank_ends_the_training_of_all()
    {
        await using var engine = Engine(4);
        var training = engine.TrainAsync("select 1::bigint as i", new Number(), new FailsOnThree(), cancel: Cancel);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => training.WaitAsync(TimeSpan.FromMinutes(10), Cancel));
        Assert.Contains("rank 3", error.ToString());
    }

    /// <summary>A rank's number, whatever the rows are.</summary>
    sealed class Number : IRowReader<int>
    {
        public int Read(IEnumerable<RecordBatch> batches, ICollective gang)
        {
            Assert.NotEmpty(batches.ToList());
            return gang.Rank;
        }
    }

    /// <summary>Every n-th row; checks that they come in order.</summary>
    sealed class OwnRows : IRowReader<List<long>>
    {
        public List<long> Read(IEnumerable<RecordBatch> batches, ICollective gang)
        {
            var (own, next) = (new List<long>(), 0L);
            foreach (var batch in batches)
            {
                foreach (var value in batch.Integers("i"))
                {
                    Assert.Equal(next, value);
                    if (next++ % gang.Ranks == gang.Rank) own.Add(value);
                }
            }
            return own;
        }
    }

    sealed class WholeRows : IRowReader<List<long>>
    {
        int _reads;

        public bool IsWhole => true;

        internal int Reads => _reads;

        public List<long> Read(IEnumerable<RecordBatch> batches, ICollective gang)
        {
            Interlocked.Increment(ref _reads);
            return [.. batches.SelectMany(batch => batch.Integers("i").ToArray())];
        }
    }

    sealed class FailsOnOne : IRowReader<List<long>>
    {
        public List<long> Read(IEnumerable<RecordBatch> batches, ICollective gang)
        {
            foreach (var batch in batches)
            {
                if (gang.Rank == 1) throw new FormatException($"row {batch.Integers("i")[0]}");
            }
            return [];
        }
    }

    sealed class CountAll : ITrainer<List<long>, (int, long)>
    {
        public (int, long) Train(List<long> rows, Training training)
        {
            var sums = training.Gang.AllGather<long>([rows.Count, rows.Sum()]);
            return ((int)sums.Sum(sum => sum[0]), sums.Sum(sum => sum[1]));
        }
    }

    sealed class NeedsAll : IWholeTableTrainer<List<long>, int>
    {
        public int Train(List<long> rows, Training training) => rows.Count;
    }

    sealed class SumOfCounts : ITrainer<List<long>, int>
    {
        public int Train(List<long> rows, Training training) => training.Gang.AllGather<int>([rows.Count]).Sum(part => part[0]);
    }

    sealed class Steps : IProgress<TrainingProgress>
    {
        readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal List<string> Told { get; } = [];

        internal Task Started => _started.Task;

        public void Report(TrainingProgress value)
        {
            lock (Told) Told.Add(value.Step);
            _started.SetResult();
        }
    }

    sealed class Endless : ITrainer<int, int>
    {
        public int Train(int rows, Training training)
        {
            var (collective, progress, cancel) = training;
            collective.AllReduce([1.0]);
            progress?.Report(new($"{rows} of {collective.Ranks}", 0, 1));
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                collective.AllReduce([1.0]);
            }
        }
    }

    sealed class FailsOnThree : ITrainer<int, int>
    {
        public int Train(int rows, Training training)
        {
            if (rows == 3) throw new FormatException("rank 3");
            training.Gang.AllReduce([1.0]);
            return rows;
        }
    }
}
