using DistributedML.Compute;
using DistributedML.Engines;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Learning.Recommendation;

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
        var random = new Random(11);
        var times = Enumerable.Range(0, 6_000).Select(_ => new DateTime(2020, 1, 1).AddMinutes(random.Next(60 * 24 * 40))).Order().ToArray();
        var rows = new DetectorRows(
            [.. Enumerable.Range(0, 7).Select(key => $"key{key}")], [.. times.Select(_ => random.Next(7))], times, [.. times.Select(_ => Math.Exp(random.NextDouble() * 3))]);
        var models = new List<byte[]>();
        foreach (var ranks in RankCounts)
        {
            await using var engine = Engine(ranks);
            var shares = 0;
            var model = await engine.TrainAsync(new DetectorTrainer(new AnomalyDetectorOptions()), (rank, of) =>
            {
                Interlocked.Increment(ref shares);
                Assert.Equal(ranks, of);
                return rows.Share(rank, of);
            }, cancel: Cancel);
            Assert.Equal(ranks, shares);
            models.Add(ModelBytes.Of(model));
        }
        Assert.All(models, model => Assert.Equal(models[0], model));
    }

    [Theory]
    [InlineData(RecommenderAlgorithm.Als)]
    [InlineData(RecommenderAlgorithm.Ease)]
    public async Task Any_number_of_ranks_trains_the_recommender_of_the_same_bytes(RecommenderAlgorithm algorithm)
    {
        var random = new Random(12);
        var builder = new PurchasesBuilder();
        for (var row = 0; row < 900; row++) builder.Add($"user{random.Next(40)}", $"item{random.Next(30)}", $"basket{row / 3}", new DateOnly(2020, 1, 1).AddDays(row / 30));
        var purchases = builder.Build();
        var options = new RecommenderOptions { Algorithm = algorithm, Als = new() { Factors = 8, Iterations = 3 } };
        var models = new List<byte[]>();
        foreach (var ranks in RankCounts)
        {
            await using var engine = Engine(ranks);
            models.Add(ModelBytes.Of(await engine.TrainAsync(new RecommenderTrainer(options), purchases.Share, cancel: Cancel)));
        }
        Assert.All(models, model => Assert.Equal(models[0], model));
    }

    [Fact]
    public async Task Progress_comes_from_one_rank_and_a_cancelled_training_ends()
    {
        await using var engine = Engine(4);
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var steps = new Steps();
        var training = engine.TrainAsync(new Endless(), (rank, _) => rank, steps, source.Token);
        await steps.Started.WaitAsync(TimeSpan.FromMinutes(10), Cancel);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => training.WaitAsync(TimeSpan.FromMinutes(10), Cancel));
        Assert.Equal(["0 of 4"], steps.Told);
    }

    [Fact]
    public async Task An_error_on_one_rank_ends_the_training_of_all()
    {
        await using var engine = Engine(4);
        var training = engine.TrainAsync(new FailsOnThree(), (rank, _) => rank, cancel: Cancel);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => training.WaitAsync(TimeSpan.FromMinutes(10), Cancel));
        Assert.Contains("rank 3", error.ToString());
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
        public int Train(int rows, ICollective collective, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
        {
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
        public int Train(int rows, ICollective collective, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default)
        {
            if (rows == 3) throw new FormatException("rank 3");
            collective.AllReduce([1.0]);
            return rows;
        }
    }
}
