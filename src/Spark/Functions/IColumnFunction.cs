using Apache.Arrow;

namespace DistributedML.Spark.Functions;

/// <summary>A function over columns that makes one column of as many rows.</summary>
interface IColumnFunction : IPortable
{
    IArrowArray Run(ColumnArguments arguments);
}
