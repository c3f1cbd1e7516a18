using DistributedML.Compute;
using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Linear;

/// <summary>Mean and standard deviation of every column, over all ranks.</summary>
sealed class ColumnScales
{
    public ColumnScales(NumericInputs inputs, Dataset rows, ICollective gang, bool centred)
    {
        var pivot = RowBlocks.Pivot(inputs, rows, gang);
        var sums = new double[2 * inputs.Columns + 1];
        sums[^1] = rows.Rows;
        for (var i = 0; i < inputs.Schema.Count; i++)
        {
            if (inputs.IsSparse(i))
            {
                var (block, offset) = (rows.Sparse(i), inputs.Offset(i));
                for (var e = 0; e < block.Starts[^1]; e++)
                {
                    sums[2 * (offset + block.Columns[e])] += block.Values[e];
                    sums[2 * (offset + block.Columns[e]) + 1] += (double)block.Values[e] * block.Values[e];
                }
            }
            else (sums[2 * inputs.Offset(i)], sums[2 * inputs.Offset(i) + 1]) = ColumnKernels.SumAndSquares(rows.Numeric(i),
                pivot[inputs.Offset(i)]);
        }
        gang.AllReduce(sums.AsSpan());
        Means = new double[inputs.Columns];
        Deviations = new double[inputs.Columns];
        for (var i = 0; i < inputs.Columns; i++)
        {
            var shift = sums[2 * i] / sums[^1];
            var variance = Math.Max(0, sums[2 * i + 1] / sums[^1] - shift * shift);
            var mean = pivot[i] + shift;
            if (centred) Means[i] = mean;
            else variance += mean * mean;
            Deviations[i] = Math.Sqrt(variance);
        }
    }

    /// <summary>All 0 unless centred.</summary>
    public double[] Means { get; }

    /// <summary>Around the mean when centred, around 0 otherwise; 0 for a column that says nothing.</summary>
    public double[] Deviations { get; }
}
