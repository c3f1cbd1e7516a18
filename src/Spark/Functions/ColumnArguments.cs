using Apache.Arrow;

namespace DistributedML.Spark.Functions;

/// <summary>What a function over columns is called with, for one batch.</summary>
/// <param name="Columns">The columns, each of <paramref name="Rows"/> rows.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="FirstRow">The number of the batch's first row within the partition.</param>
/// <param name="Cancel">Set when Spark no longer wants the result.</param>
sealed record ColumnArguments(IReadOnlyList<IArrowArray> Columns, int Rows, long FirstRow, CancellationToken Cancel);
