using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>The same rows in this many partitions, spread evenly.</summary>
    public DataFrame Repartition(int numPartitions) => Repartition(numPartitions, shuffle: true);

    /// <summary>The same rows in this many partitions; rows that agree in the columns are in one.</summary>
    public DataFrame Repartition(int numPartitions, params Column[] partitionExprs) => Repartition((int?)numPartitions, Expressions(partitionExprs));

    /// <summary>The same rows in as many partitions as <c>spark.sql.shuffle.partitions</c> says; rows that agree in the columns are in one.</summary>
    public DataFrame Repartition(params Column[] partitionExprs) => Repartition(null, Expressions(partitionExprs));

    /// <summary>The same rows in this many partitions, each with a range of the columns' values.</summary>
    public DataFrame RepartitionByRange(int numPartitions, params Column[] partitionExprs) => Repartition((int?)numPartitions, Ranges(partitionExprs));

    /// <summary>The same rows in partitions that each have a range of the columns' values.</summary>
    public DataFrame RepartitionByRange(params Column[] partitionExprs) => Repartition(null, Ranges(partitionExprs));

    /// <summary>The same rows in at most this many partitions, without moving them between executors more than needed.</summary>
    public DataFrame Coalesce(int numPartitions) => Repartition(numPartitions, shuffle: false);

    /// <summary>Advice for the planner, such as <c>broadcast</c> or <c>merge</c>; one that it does not know is ignored with a warning in its log.</summary>
    public DataFrame Hint(string name, object[]? parameters = null) => Derive(relation => relation.Hint = new Hint
    {
        Input = Relation,
        Name = name,
        Parameters = { (parameters ?? []).Select(parameter => Functions.Lit(parameter).Expression) },
    });

    /// <summary>Each row with this probability; with replacement, the expected number of times that it is taken.</summary>
    public DataFrame Sample(double fraction, bool withReplacement = false, long? seed = null) =>
        Sample(0, fraction, withReplacement, seed ?? Random.Shared.NextInt64(), ordered: false);

    /// <summary>Parts whose sizes are in the proportion of the weights; each row is in exactly one of them.</summary>
    public DataFrame[] RandomSplit(double[] weights, long? seed = null)
    {
        if (weights.Length == 0 || weights.Any(weight => !(weight >= 0)) || weights.Sum() is 0 or double.PositiveInfinity)
            throw new ArgumentException($"Weights must be at least 0 and one of them more, but are [{string.Join(", ", weights)}]", nameof(weights));
        var one = seed ?? Random.Shared.NextInt64();
        var bounds = new double[weights.Length + 1];
        for (var i = 0; i < weights.Length; i++) bounds[i + 1] = bounds[i] + (weights[i] / weights.Sum());
        bounds[^1] = 1;
        return [.. weights.Select((_, i) => Sample(bounds[i], bounds[i + 1], withReplacement: false, one, ordered: true))];
    }

    DataFrame Sample(double lower, double upper, bool withReplacement, long seed, bool ordered) => Derive(relation => relation.Sample = new Sample
    {
        Input = Relation,
        LowerBound = lower,
        UpperBound = upper,
        WithReplacement = withReplacement,
        Seed = seed,
        DeterministicOrder = ordered,
    });

    DataFrame Repartition(int numPartitions, bool shuffle) =>
        Derive(relation => relation.Repartition = new Repartition { Input = Relation, NumPartitions = numPartitions, Shuffle = shuffle });

    DataFrame Repartition(int? numPartitions, IEnumerable<Expression> expressions) => Derive(relation =>
    {
        relation.RepartitionByExpression = new RepartitionByExpression { Input = Relation, PartitionExprs = { expressions } };
        if (numPartitions is { } count) relation.RepartitionByExpression.NumPartitions = count;
    });

    static IEnumerable<Expression> Ranges(Column[] columns) => columns.Select(column => new Expression { SortOrder = column.ToSortOrder() });
}
