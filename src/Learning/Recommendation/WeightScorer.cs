namespace DistributedML.Learning.Recommendation;

/// <summary>
/// Scores by weights from item to item: an item's score is the sum of its weights from the user's items, times the baskets where
/// <paramref name="useCounts"/>. Rows are the user's items; weight p of row i, from <c>starts[i]</c> on, goes to item <c>targets[p]</c>.
/// </summary>
sealed class WeightScorer(bool useCounts, int[] starts, int[] targets, float[] weights) : ItemScorer
{
    public int Weights => weights.Length;

    public override void Score(ReadOnlySpan<int> items, ReadOnlySpan<float> counts, Span<float> scores)
    {
        scores.Clear();
        for (var i = 0; i < items.Length; i++)
        {
            var factor = useCounts ? counts[i] : 1;
            var (first, length) = (starts[items[i]], starts[items[i] + 1] - starts[items[i]]);
            var to = targets.AsSpan(first, length);
            var by = weights.AsSpan(first, length);
            for (var p = 0; p < to.Length; p++) scores[to[p]] += factor * by[p];
        }
    }

    public override void Write(BinaryWriter writer)
    {
        writer.Write(useCounts);
        writer.WriteArray(starts);
        writer.WriteArray(targets);
        writer.WriteArray(weights);
    }

    public static WeightScorer Read(BinaryReader reader, int items)
    {
        var useCounts = reader.ReadBoolean();
        int[] starts = reader.ReadArray<int>(), targets = reader.ReadArray<int>();
        var weights = reader.ReadArray<float>();
        var right = starts.Length == items + 1 && starts[0] == 0 && starts[^1] == targets.Length && weights.Length == targets.Length
            && starts.Zip(starts.Skip(1)).All(pair => pair.First <= pair.Second) && !targets.AsSpan().ContainsAnyExceptInRange(0, items - 1);
        return right ? new(useCounts, starts, targets, weights) : throw new InvalidDataException("not a recommender: its weights do not fit its items");
    }
}
