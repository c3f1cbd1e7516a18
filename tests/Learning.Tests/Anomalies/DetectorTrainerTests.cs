using DistributedML.Compute;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Learning.Tests.Anomalies;

public class DetectorTrainerTests
{
    static readonly DetectorRows Rows = Simulated.Rows(3, 40, 90, 4, (random, key) => (random.Next(50) == 0 ? -1 : 1) * Math.Exp(key % 5 + Simulated.Normal(random)));
    static readonly DateTime Cut = Simulated.Start.AddDays(60);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Bytes_are_the_same_on_any_number_of_ranks(int ranks)
    {
        var alone = ModelBytes.Hash(Train(Rows));
        var gang = ThreadGang.Run(ranks, (collective, cancel) => Train(Rows.Share(collective.Rank, collective.Ranks), collective), TestContext.Current.CancellationToken);
        Assert.All(gang, trained => Assert.Equal(alone, ModelBytes.Hash(trained)));
    }

    [Fact]
    public void Batch_to_the_cut_and_stream_after_it_are_batch_on_everything()
    {
        var trained = Train(Rows.Before(Cut));
        List<KeyedAlert> alertsOfAll = [], before = [], after = [];
        var all = new TrainedDetector(trained.Model).Continue(Rows, alertsOfAll, TestContext.Current.CancellationToken);
        new TrainedDetector(trained.Model).Continue(Rows.Before(Cut), before, TestContext.Current.CancellationToken);
        var streamed = trained.Continue(Rows.From(Cut), after, TestContext.Current.CancellationToken);
        Assert.Equal(ModelBytes.Hash(all), ModelBytes.Hash(streamed));
        Assert.Equal(alertsOfAll, [.. before, .. after]);
    }

    [Fact]
    public void Restored_artifact_goes_on_like_the_trained_one()
    {
        var trained = Train(Rows.Before(Cut));
        var bytes = ModelBytes.Of(trained);
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var restored = TrainedDetector.Read(reader);
        Assert.Equal(bytes, ModelBytes.Of(restored));
        Assert.Equal(ModelBytes.Hash(trained.Continue(Rows.From(Cut), [], TestContext.Current.CancellationToken)),
            ModelBytes.Hash(restored.Continue(Rows.From(Cut), [], TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Continuing_leaves_the_artifact_as_it_was()
    {
        var trained = Train(Rows.Before(Cut));
        var hash = ModelBytes.Hash(trained);
        trained.Continue(Rows.From(Cut), [], TestContext.Current.CancellationToken);
        Assert.Equal(hash, ModelBytes.Hash(trained));
    }

    [Fact]
    public void A_new_key_is_judged_by_what_is_usual_over_all_keys()
    {
        var detector = new AnomalyDetector(Train(Rows).Model);
        var score = detector.Score(Simulated.Start.AddDays(100), 1e9);
        Assert.Equal((false, true), (score.Known, score.Anomalous));
        Assert.Contains("all keys", score.Evidence);
        Assert.False(detector.Score(Simulated.Start.AddDays(100), 8).Anomalous);
    }

    [Fact]
    public void A_key_on_two_ranks_is_refused() =>
        Assert.Contains("on two ranks", Assert.ThrowsAny<Exception>(() => ThreadGang.Run(2, (collective, _) => Train(Rows, collective), TestContext.Current.CancellationToken)).ToString());

    [Fact]
    public void A_cancelled_training_ends() =>
        Assert.ThrowsAny<OperationCanceledException>(() => new DetectorTrainer(new()).Train(Rows, new Training(Solo.Instance, Cancel: new CancellationToken(true))));

    [Fact]
    public void Rows_out_of_order_are_named() =>
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => new DetectorRows(["a"], [0, 0], [Cut, Cut.AddSeconds(-1)], [1, 1])).Message);

    static TrainedDetector Train(DetectorRows rows, ICollective? collective = null) =>
        new DetectorTrainer(new AnomalyDetectorOptions { FalseAlarmRate = 1e-3 }).Train(rows, new Training(collective ?? Solo.Instance));
}
