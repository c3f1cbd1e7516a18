using DistributedML.Compute;
using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Linear;

/// <summary>Rows of a table as blocks of doubles, for summaries of moments.</summary>
static class RowBlocks
{
    const int Rows = 64;

    /// <summary>The first row of the first rank that has one, the same on every rank; 0 in the columns of sparse blocks.</summary>
    public static double[] Pivot(NumericInputs inputs, Dataset rows, ICollective gang, double[]? target = null)
    {
        var first = new double[rows.Rows > 0 ? inputs.Columns + (target is null ? 0 : 1) : 0];
        if (first.Length > 0)
        {
            for (var i = 0; i < inputs.Schema.Count; i++)
                if (!inputs.IsSparse(i)) first[inputs.Offset(i)] = rows.Numeric(i)[0];
            if (target is not null) first[^1] = target[0];
        }
        return gang.AllGather<double>(first).First(values => values.Length > 0);
    }

    /// <summary>Adds this rank's rows, with the target as a last column when there is one.</summary>
    public static void AddTo(MomentSummary moments, NumericInputs inputs, Dataset rows, Training training, string step,
        double[]? target = null)
    {
        var stride = moments.Columns;
        var block = new double[Rows * stride];
        Span<double> weights = stackalloc double[Rows];
        for (var first = 0; first < rows.Rows; first += Rows)
        {
            var count = Math.Min(Rows, rows.Rows - first);
            if (first % 65_536 == 0)
            {
                training.Cancel.ThrowIfCancellationRequested();
                training.Progress?.Report(new(step, first, rows.Rows));
            }
            inputs.Densify(rows, first, count, block, stride);
            for (var row = 0; row < count; row++)
            {
                if (target is not null) block[row * stride + stride - 1] = target[first + row];
                weights[row] = rows.Weight(first + row);
            }
            moments.AddRows(block, stride, weights[..count]);
        }
    }
}
