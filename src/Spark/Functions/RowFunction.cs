using Apache.Arrow;
using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function that is called for each row of its argument columns.</summary>
/// <param name="bind">Makes of the arguments' readers the function of a row number; called once in a task.</param>
/// <param name="output">The type of the results.</param>
/// <param name="parameters">The names of the arguments.</param>
sealed class RowFunction<TResult>(Func<ArgumentReaders, Func<int, TResult>> bind, DataType output, string[] parameters) : IColumnFunction
{
    const int RowsBetweenLooks = 1024;

    [NonSerialized] ArgumentReaders? _readers;
    [NonSerialized] Func<int, TResult>? _call;
    [NonSerialized] ColumnWriter<TResult>? _writer;

    public IReadOnlyList<string> Parameters => parameters;

    public IArrowArray Run(ColumnArguments arguments)
    {
        (_readers ??= new()).Bind(arguments);
        var call = _call ??= bind(_readers);
        var writer = _writer ??= ColumnWriter<TResult>.Create(output, "result");
        var row = 0;
        try
        {
            for (; row < arguments.Rows; row++)
            {
                if (row % RowsBetweenLooks == 0) arguments.Cancel.ThrowIfCancellationRequested();
                writer.Append(call(row));
            }
        }
        catch (Exception failure) when (!arguments.Cancel.IsCancellationRequested)
        {
            throw new FunctionRowException(arguments.FirstRow + row, failure);
        }
        return writer.Build();
    }
}
