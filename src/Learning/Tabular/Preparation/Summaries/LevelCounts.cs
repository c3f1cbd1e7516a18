namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>The weights of the levels of a categorical feature over all ranks.</summary>
static class LevelCounts
{
    /// <summary>The weight of the missing, then of each level.</summary>
    public static double[] Of(Dataset rows, int place, Training training)
    {
        training.Cancel.ThrowIfCancellationRequested();
        var counts = new double[rows.Schema[place].Levels.Count + 1];
        var codes = rows.Codes(place);
        for (var i = 0; i < codes.Length; i++) counts[codes[i] + 1] += rows.Weight(i);
        training.Gang.AllReduce(counts);
        return counts;
    }
}
