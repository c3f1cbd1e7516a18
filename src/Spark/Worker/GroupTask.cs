using DistributedML.Spark.Functions;
using DistributedML.Spark.Rows;

namespace DistributedML.Spark.Worker;

/// <summary>A function over groups of rows with one key, of one table or of two.</summary>
static class GroupTask
{
    public static void Run(TaskHeader header, Stream input, ArrowOutput answer, CancellationToken cancel)
    {
        var function = TaskRun.Function<IGroupFunction>(header);
        var declared = ArrowTypes.ToArrow(function.Output);
        var columns = Columns(header.Functions[0].Arguments);
        var row = 0L;
        if (header is { Version.Is40: true, EvalType: EvalType.GroupMap })
        {
            using var stream = new ArrowInput(input, cancel);
            for (var start = stream.Rows; stream.Read() is { } batch; start = stream.Rows)
                TaskRun.Answer(function.Run(new(columns[0].Keys, columns[0].Values, stream.Schema, [batch], start), null, cancel), declared, answer);
            return;
        }
        while (input.ReadInt32() is > 0 and var tables)
        {
            using var left = new ArrowInput(input, cancel);
            var group = new GroupBatches(columns[0].Keys, columns[0].Values, left.Schema, left.ReadAll(), row);
            if (tables == 1)
            {
                TaskRun.Answer(function.Run(group, null, cancel), declared, answer);
                left.Finish();
                row += left.Rows;
                continue;
            }
            // The second table's rows lie behind all of the first's.
            var kept = left.ReadAll().ToList();
            using var right = new ArrowInput(input, cancel);
            var other = new GroupBatches(columns[1].Keys, columns[1].Values, right.Schema, right.ReadAll(), 0);
            TaskRun.Answer(function.Run(group with { Batches = kept }, other, cancel), declared, answer);
            right.Finish();
            row += left.Rows;
        }
    }

    // Per table: how many numbers follow, how many keys, the keys, the values.
    static List<(int[] Keys, int[] Values)> Columns(IReadOnlyList<int> arguments)
    {
        var tables = new List<(int[], int[])>();
        for (var at = 0; at < arguments.Count; at += arguments[at] + 1)
        {
            var keys = arguments[at + 1];
            tables.Add(([.. arguments.Skip(at + 2).Take(keys)], [.. arguments.Skip(at + 2 + keys).Take(arguments[at] - 1 - keys)]));
        }
        return tables;
    }
}
