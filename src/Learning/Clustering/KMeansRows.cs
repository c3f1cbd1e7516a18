using DistributedML.Compute;
using DistributedML.Learning.Linear;
using DistributedML.Learning.Tabular;
using DistributedML.Numerics;

namespace DistributedML.Learning.Clustering;

/// <summary>
/// A rank's rows as k-means reads them: floats row by row, from which the table's first row is subtracted, so that a large mean costs no
/// digits.
/// </summary>
sealed class KMeansRows
{
    const int Block = 64;

    public KMeansRows(NumericInputs inputs, Dataset rows, Training training)
    {
        (Features, Count, Source) = (inputs.Columns, rows.Rows, rows);
        Pivot = RowBlocks.Pivot(inputs, rows, training.Gang);
        var counts = training.Gang.AllGather<long>([rows.Rows]);
        FirstNumber = counts.Take(training.Gang.Rank).Sum(count => count[0]);
        AllRows = counts.Sum(count => count[0]);
        if ((long)Count * Features > Array.MaxLength)
            throw new DatasetException($"{Count} rows of {Features} features are more than a rank can hold; expected at most " +
                $"{Array.MaxLength} values: train on more ranks");
        Values = new float[Count * Features];
        Norms = new float[Count];
        var block = new double[Block * Features];
        for (var first = 0; first < Count; first += Block)
        {
            if (first % 65_536 == 0) training.Cancel.ThrowIfCancellationRequested();
            var count = Math.Min(Block, Count - first);
            inputs.Densify(rows, first, count, block, Features);
            for (var row = 0; row < count; row++)
            {
                var from = block.AsSpan(row * Features, Features);
                var to = Values.AsSpan((first + row) * Features, Features);
                for (var j = 0; j < to.Length; j++) to[j] = (float)(from[j] - Pivot[j]);
                Norms[first + row] = Kernels.Dot(to, to);
            }
        }
    }

    public int Features { get; }

    public int Count { get; }

    /// <summary>Rows of all ranks.</summary>
    public long AllRows { get; }

    /// <summary>The first row's number among those of all ranks.</summary>
    public long FirstNumber { get; }

    /// <summary>What was subtracted.</summary>
    public double[] Pivot { get; }

    public float[] Values { get; }

    /// <summary>‖x‖² of each row.</summary>
    public float[] Norms { get; }

    Dataset Source { get; }

    public ReadOnlySpan<float> this[int row] => Values.AsSpan(row * Features, Features);

    public float Weight(int row) => Source.Weight(row);

    /// <summary>
    /// About so many rows of all ranks with their weights, the same on every rank and for any number of ranks: a row is taken by its
    /// number.
    /// </summary>
    public (float[] Rows, float[] Weights) Sample(int about, CounterRandom random, ICollective gang)
    {
        var taken = new List<int>();
        for (var row = 0; row < Count; row++)
            if (Weight(row) > 0 && (AllRows <= about || random.Uniform(FirstNumber + row) * AllRows < about)) taken.Add(row);
        var (rows, weights) = (new float[taken.Count * Features], new float[taken.Count]);
        for (var i = 0; i < taken.Count; i++)
        {
            this[taken[i]].CopyTo(rows.AsSpan(i * Features));
            weights[i] = Weight(taken[i]);
        }
        return ([.. gang.AllGather<float>(rows).SelectMany(part => part)], [.. gang.AllGather<float>(weights).SelectMany(part => part)]);
    }
}
