using Apache.Arrow;

namespace DistributedML.Spark.Functions;

/// <summary>A function that is called with whole columns of a batch.</summary>
sealed class VectorFunction(Func<ColumnArguments, IArrowArray> function, string[] parameters) : IColumnFunction
{
    public IReadOnlyList<string> Parameters => parameters;

    public IArrowArray Run(ColumnArguments arguments) => function(arguments);
}
