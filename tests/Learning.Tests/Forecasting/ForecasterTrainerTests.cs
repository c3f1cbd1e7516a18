using DistributedML.Compute;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Learning.Tests.Forecasting;

public class ForecasterTrainerTests
{
    static readonly DateOnly FirstDay = new(2024, 2, 26);
    static readonly DailyTable Table = Simulated.Table(series: 13, days: 150, FirstDay);
    static readonly ForecasterTrainer Trainer = new(new());

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Any_number_of_ranks_trains_the_same_bytes()
    {
        var one = ModelBytes.Hash(Trainer.Train(Table, new Training(Solo.Instance, Cancel: Cancel)));
        foreach (var ranks in new[] { 2, 4 })
            Assert.All(
                ThreadGang.Run(ranks, (collective, cancel) => ModelBytes.Hash(Trainer.Train(Share(Table, collective), new Training(collective, Cancel: cancel))), Cancel),
                hash => Assert.Equal(one, hash));
    }

    [Fact]
    public void Ranks_without_series_change_nothing() =>
        Assert.All(
            ThreadGang.Run(3, (collective, cancel) => ModelBytes.Hash(Trainer.Train(Share(Simulated.Table(2, 80, FirstDay), collective), new Training(collective, Cancel: cancel))), Cancel),
            hash => Assert.Equal(ModelBytes.Hash(Trainer.Train(Simulated.Table(2, 80, FirstDay), new Training(Solo.Instance, Cancel: Cancel))), hash));

    [Fact]
    public void Every_series_stands_at_the_cut_and_is_read_back_equal()
    {
        var trained = Trainer.Train(Table, new Training(Solo.Instance, Cancel: Cancel));
        Assert.Equal(Table.Series.Select(series => series.Key).Order(StringComparer.Ordinal), trained.Series.Keys);
        Assert.All(trained.Series.Values.Append(trained.Total!), series => Assert.Equal(trained.TrainedBefore, series.Open));
        Assert.Equal(FirstDay.AddDays(150).ToDateTime(default), trained.TrainedBefore);
        var read = TrainedForecaster.Read(new BinaryReader(new MemoryStream(ModelBytes.Of(trained))));
        Assert.Equal(ModelBytes.Hash(trained), ModelBytes.Hash(read));
        Assert.Equal(ModelBytes.Hash(trained.StartSeries(trained.TrainedBefore)), ModelBytes.Hash(read.StartSeries(trained.TrainedBefore)));
    }

    /// <summary>Equal weights are the same at every cut; the total has no other fitted parameter, a series has the pooled profile, which matters before its first full week.</summary>
    [Fact]
    public void Batch_up_to_a_cut_and_the_days_after_it_equal_batch_on_everything_for_given_parameters()
    {
        var equalWeights = new ForecasterTrainer(new() { CombinationPower = 0, PooledShare = 0 });
        var half = equalWeights.Train(Table.Head(100), new Training(Solo.Instance, Cancel: Cancel));
        var whole = equalWeights.Train(Table, new Training(Solo.Instance, Cancel: Cancel));
        foreach (var (key, values) in Table.Series)
        {
            CarryOn(half.Series[key], values);
            var (expected, actual) = (whole.Series[key].Predict(whole.TrainedBefore, 14, 0.8)!, half.Series[key].Predict(whole.TrainedBefore, 14, 0.8)!);
            for (var step = 0; step < 14; step++) Assert.Equal(expected.Mean[step], actual.Mean[step], 1e-9 * expected.Mean[step]);
        }
        CarryOn(half.Total!, Table.Total!);
        Assert.Equal(ModelBytes.Hash(whole.Total!), ModelBytes.Hash(half.Total!));
    }

    [Fact]
    public void The_pooled_profile_averages_one_and_shows_the_closed_weekday()
    {
        var profile = Trainer.Train(Table, new Training(Solo.Instance, Cancel: Cancel)).PooledProfile;
        Assert.Equal(1, profile.Average(), 1e-12);
        Assert.Equal(0, profile[FirstDay.AddDays(5).DayNumber % 7]);
    }

    [Fact]
    public void Progress_is_told_and_training_can_be_cancelled()
    {
        var steps = new List<TrainingProgress>();
        Trainer.Train(Table, new Training(Solo.Instance, new Told(steps), Cancel));
        Assert.Equal(13, steps.Count);
        Assert.Equal((13, 13), (steps[^1].Done, steps[^1].Total));
        Assert.Throws<OperationCanceledException>(() => Trainer.Train(Table, new Training(Solo.Instance, Cancel: new CancellationToken(canceled: true))));
    }

    [Fact]
    public void Tables_that_are_not_whole_and_keys_that_occur_twice_are_named()
    {
        var wrong = Assert.Throws<ArgumentException>(() => Train(new(FirstDay, 3, [new("a", [1, 2])])));
        Assert.Equal("series a has 2 values; expected 3, one a day", wrong.Message);
        wrong = Assert.Throws<ArgumentException>(() => Train(new(FirstDay, 2, [new("b", [1, double.PositiveInfinity])])));
        Assert.Equal("series b is Infinity on 2024-02-27; expected a finite number, or NaN where it is missing", wrong.Message);
        wrong = Assert.Throws<ArgumentException>(() => Train(new(FirstDay, 1, [new("c", [1]), new("c", [2])])));
        Assert.Contains("series c occurs twice", wrong.Message);
        Assert.Throws<InvalidDataException>(() => TrainedForecaster.Read(new BinaryReader(new MemoryStream(new byte[40]))));
    }

    [Fact]
    public void No_series_and_no_days_train_to_nothing()
    {
        var trained = Train(new(FirstDay, 0, [new("a", [])], []));
        Assert.False(trained.Series["a"].Forecaster.IsReady);
        Assert.Empty(trained.PooledProfile);
        Assert.Empty(Train(new(FirstDay, 10, [])).Series);
    }

    static TrainedForecaster Train(DailyTable table) => Trainer.Train(table, new Training(Solo.Instance, Cancel: Cancel));

    static DailyTable Share(DailyTable table, ICollective collective) =>
        table with { Series = [.. table.Series.Where((_, i) => i % collective.Ranks == collective.Rank)] };

    static void CarryOn(DailySeries series, double[] values)
    {
        for (var day = 100; day < 150; day++) series.Add(FirstDay.AddDays(day), values[day]);
        series.AdvanceTo(FirstDay.AddDays(150));
    }

    sealed class Told(List<TrainingProgress> steps) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => steps.Add(value);
    }
}
