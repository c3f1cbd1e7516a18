using System.Globalization;
using Apache.Arrow;
using DistributedML.Spark.Functions;

namespace DistributedML.Spark.Worker;

/// <summary>All functions of a projection: each batch has the columns that any of them takes, and its answer one column for each.</summary>
static class ScalarTask
{
    public static void Run(TaskHeader header, Stream input, ArrowOutput answer, CancellationToken cancel)
    {
        var chains = header.Functions.Select(call => call.Commands.Select(command => FunctionLoader.Load<IColumnFunction>(command, header.FilesFolder)).ToArray()).ToArray();
        var arguments = header.Functions.Select((call, i) => CallArguments.Place(call, chains[i][0].Parameters)).ToArray();
        foreach (var next in chains.SelectMany(chain => chain.Skip(1))) CallArguments.Place(new([0], [null], []), next.Parameters);
        using var batches = new ArrowInput(input, cancel);
        while (true)
        {
            var firstRow = batches.Rows;
            if (batches.ReadFlat() is not { } batch) return;
            var columns = new IArrowArray[chains.Length];
            for (var i = 0; i < chains.Length; i++) columns[i] = RunChain(chains[i], arguments[i], batch, firstRow, cancel);
            answer.Write(new(Schema(columns), columns, batch.Length));
        }
    }

    static IArrowArray RunChain(IColumnFunction[] chain, IReadOnlyList<int> arguments, RecordBatch batch, long firstRow, CancellationToken cancel)
    {
        IArrowArray[] columns = [.. arguments.Select(batch.Column)];
        foreach (var function in chain)
        {
            var result = function.Run(new(columns, batch.Length, firstRow, cancel)) ?? throw new InvalidOperationException("The function returned null instead of a column");
            if (result.Length != batch.Length) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The function returned a column of {result.Length} rows for {batch.Length}"));
            columns = [result];
        }
        return columns[0];
    }

    static Schema Schema(IArrowArray[] columns) =>
        new([.. columns.Select((column, i) => new Field(string.Create(CultureInfo.InvariantCulture, $"_{i}"), column.Data.DataType, nullable: true))], null);
}
