using Apache.Arrow;

namespace DistributedML.Spark.Functions;

/// <summary>A function over columns that makes one column of as many rows.</summary>
interface IColumnFunction : IPortable
{
    /// <summary>The names of its arguments, in order.</summary>
    IReadOnlyList<string> Parameters { get; }

    /// <param name="arguments">As many columns as there are parameters.</param>
    IArrowArray Run(ColumnArguments arguments);
}
