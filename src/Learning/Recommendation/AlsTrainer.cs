using DistributedML.Numerics;

namespace DistributedML.Learning.Recommendation;

/// <summary>Factors of users and items; a user's taste for an item is the product of their rows.</summary>
/// <param name="Factors">Length of a row.</param>
/// <param name="Users">The users' rows.</param>
/// <param name="Items">The items' rows.</param>
public sealed record AlsFactors(int Factors, ReadOnlyMemory<float> Users, ReadOnlyMemory<float> Items)
{
    internal FactorScorer? Scorer { get; init; }
}

/// <summary>
/// Alternating least squares on implicit feedback. Every rank holds the whole matrix and solves its part of the rows; the solved rows are
/// exchanged after each half sweep. A row's solution does not depend on which rank solves it, so the bits are the same for any number of ranks.
/// Time of a sweep with conjugate gradient: (steps + 1)·(4·factors·pairs + factors²·(users + items)) multiplications, divided by the ranks.
/// </summary>
public sealed class AlsTrainer : ITrainer<Interactions, AlsFactors>
{
    readonly AlsOptions _options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public AlsTrainer(AlsOptions options)
    {
        options.ThrowIfInvalid();
        _options = options;
    }

    /// <inheritdoc/>
    public AlsFactors Train(Interactions rows, Training training)
    {
        var (collective, progress, cancel) = training;
        var confidences = rows.Map((_, _, baskets) => AlsRow.Confidence(baskets, (float)_options.Alpha));
        var users = new AlsSide(confidences, _options, collective);
        var items = new AlsSide(confidences.Transpose(), _options, collective);
        var (userFactors, itemFactors) = (Start(0, rows.Users), Start(rows.Users, rows.Items));
        for (var sweep = 0; sweep < _options.Iterations; sweep++)
        {
            progress?.Report(new("ALS sweep", sweep, _options.Iterations));
            users.Solve(itemFactors, userFactors, cancel);
            items.Solve(userFactors, itemFactors, cancel);
        }
        progress?.Report(new("ALS sweep", _options.Iterations, _options.Iterations));
        return new(_options.Factors, userFactors, itemFactors)
        {
            Scorer = new FactorScorer(_options.Factors, (float)_options.Alpha, itemFactors, users.GramOf(itemFactors)),
        };
    }

    /// <summary>Small random factors; row r's depend on the seed and r only.</summary>
    float[] Start(int firstRow, int rows)
    {
        var random = new CounterRandom(_options.Seed);
        var values = new float[rows * _options.Factors];
        for (var i = 0; i < values.Length; i++) values[i] = (float)(0.01 * (2 * random.Uniform((long)firstRow * _options.Factors + i) - 1));
        return values;
    }
}
