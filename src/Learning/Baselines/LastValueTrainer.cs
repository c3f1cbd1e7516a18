using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Baselines;

/// <summary>
/// Learns the target of the latest row; of rows with the same time, or without times, the last one. Rows of weight 0 do not count. The
/// baseline of regressors whose target moves slowly.
/// </summary>
public sealed class LastValueTrainer : ITrainer<Dataset, ConstantModel>
{
    /// <inheritdoc/>
    /// <exception cref="DatasetException">There are no rows, or no target.</exception>
    public ConstantModel Train(Dataset rows, Training training)
    {
        LearningRows.TotalWeight(rows, training.Gang);
        var target = LearningRows.Target(rows);
        var last = -1;
        for (var row = 0; row < target.Length; row++)
            if (rows.Weight(row) > 0 && (last < 0 || rows.Times is null || rows.Times[row] >= rows.Times[last])) last = row;
        var times = training.Gang.AllGather<long>(last < 0 ? [] : [rows.Times?[last] ?? 0]);
        var values = training.Gang.AllGather<double>(last < 0 ? [] : [target[last]]);
        var latest = -1;
        for (var rank = 0; rank < times.Length; rank++)
            if (times[rank].Length > 0 && (latest < 0 || times[rank][0] >= times[latest][0])) latest = rank;
        return new(rows.Schema, isLast: true, values[latest][0], 1);
    }
}
