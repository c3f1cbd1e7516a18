using DistributedML.Compute;
using DistributedML.Numerics;

namespace DistributedML.Learning.Recommendation;

/// <summary>Makes weights from item to item, the ranks splitting the target items, and keeps the largest of each target.</summary>
sealed class WeightTable(int items, int keep, ICollective collective)
{
    /// <summary>Writes the weights of all source items for one target; the target's own is left out whatever it is.</summary>
    public delegate void WeightsOf(int target, Span<float> weights);

    public static WeightScorer Empty { get; } = new(false, [0], [], []);

    /// <param name="useCounts">Whether a user's baskets multiply the weights.</param>
    /// <param name="weightsOf">The weights of a target.</param>
    /// <param name="bySize">Keep the largest by size, negative ones too; otherwise only positive ones.</param>
    /// <param name="cancel">Ends it between targets.</param>
    public WeightScorer Build(bool useCounts, WeightsOf weightsOf, bool bySize, CancellationToken cancel)
    {
        var bounds = Shares.ByCost(items, _ => 1, collective.Ranks);
        var (sources, targets, values) = (new List<int>(), new List<int>(), new List<float>());
        float[] weights = new float[items], sizes = new float[items];
        var largest = new int[Math.Min(keep, items)];
        for (var target = bounds[collective.Rank]; target < bounds[collective.Rank + 1]; target++)
        {
            cancel.ThrowIfCancellationRequested();
            weightsOf(target, weights);
            for (var i = 0; i < items; i++) sizes[i] = bySize ? Math.Abs(weights[i]) : weights[i];
            sizes[target] = 0;
            foreach (var source in largest.AsSpan(0, TopN.Find(sizes, largest)))
            {
                if (!(sizes[source] > 0)) break;
                sources.Add(source);
                targets.Add(target);
                values.Add(weights[source]);
            }
        }
        return BySource(useCounts, Gather(sources), Gather(targets), Gather(values));
    }

    T[] Gather<T>(List<T> part) where T : unmanaged =>
        [.. collective.AllGather<T>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(part)).SelectMany(values => values)];

    /// <summary>Sorts by source; the targets come ascending and stay so.</summary>
    WeightScorer BySource(bool useCounts, int[] sources, int[] targets, float[] values)
    {
        var starts = new int[items + 1];
        foreach (var source in sources) starts[source + 1]++;
        for (var i = 0; i < items; i++) starts[i + 1] += starts[i];
        var next = starts.ToArray();
        var (sortedTargets, sortedValues) = (new int[targets.Length], new float[targets.Length]);
        for (var p = 0; p < sources.Length; p++)
        {
            var at = next[sources[p]]++;
            (sortedTargets[at], sortedValues[at]) = (targets[p], values[p]);
        }
        return new(useCounts, starts, sortedTargets, sortedValues);
    }
}
