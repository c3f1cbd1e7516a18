using DistributedML.Compute;

namespace DistributedML.Learning.Recommendation;

/// <summary>
/// Trains a recommender on purchases. Every rank holds all of them; the ranks split the arithmetic. The model's bits depend on the rows and the options
/// only, not on how many ranks there are.
/// </summary>
public sealed class RecommenderTrainer : IWholeTableTrainer<Purchases, TrainedRecommender>
{
    readonly RecommenderOptions _options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public RecommenderTrainer(RecommenderOptions options)
    {
        options.ThrowIfInvalid();
        _options = options;
    }

    /// <summary>Trains on so many threads of this process. Rank 0 reports the progress.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public TrainedRecommender Train(Purchases purchases, int threads, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default) =>
        ThreadGang.Run(threads, (gang, stop) => Train(purchases, new Training(gang, gang.Rank == 0 ? progress : null, stop)), cancel)[0];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The ranks do not hold the same rows.</exception>
    public TrainedRecommender Train(Purchases purchases, Training training)
    {
        var (collective, _, cancel) = training;
        RefuseShares(purchases, collective);
        var interactions = Interactions.From(purchases);
        cancel.ThrowIfCancellationRequested();
        var scorer = TrainScorer(interactions, training);
        var (demand, popularity) = new DemandTrend(_options.Trend).Of(purchases);
        var model = new RecommenderModel(_options.Algorithm, [.. purchases.Items], demand, popularity, scorer);
        DateOnly? firstDay = null, lastDay = null;
        foreach (var number in purchases.DayOf)
        {
            var day = DateOnly.FromDayNumber(number);
            if (firstDay is null || day < firstDay) firstDay = day;
            if (lastDay is null || day > lastDay) lastDay = day;
        }
        return new(model, TrainedRecommender.HistoriesOf(purchases), firstDay, lastDay, interactions.Count, Summary);
    }

    static void RefuseShares(Purchases purchases, ICollective collective)
    {
        var held = collective.AllGather<long>([purchases.Count, purchases.Checksum()]);
        for (var rank = 1; rank < held.Length; rank++)
        {
            if (!held[rank].AsSpan().SequenceEqual(held[0]))
                throw new ArgumentException($"rank {rank} holds {held[rank][0]} purchases and rank 0 {held[0][0]}, or others; expected all purchases on every rank");
        }
    }

    /// <summary>The options that matter to the algorithm chosen.</summary>
    string Summary => _options.Algorithm switch
    {
        RecommenderAlgorithm.Neighbours => $"{_options.Neighbours}, {_options.Trend}",
        RecommenderAlgorithm.Als => $"{_options.Als}, {_options.Trend}",
        RecommenderAlgorithm.Ease => $"{_options.Ease}, {_options.Trend}",
        _ => $"{_options.Trend}",
    };

    ItemScorer? TrainScorer(Interactions interactions, Training training) => _options.Algorithm switch
    {
        RecommenderAlgorithm.Popularity => null,
        RecommenderAlgorithm.Neighbours => new NeighbourTrainer(_options.Neighbours).Train(interactions, training),
        RecommenderAlgorithm.Als => new AlsTrainer(_options.Als).Train(interactions, training).Scorer,
        RecommenderAlgorithm.Ease => new EaseTrainer(_options.Ease).Train(interactions, training),
        _ => throw new InvalidOperationException($"unknown algorithm {_options.Algorithm}"),
    };
}
