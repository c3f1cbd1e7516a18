using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Grains.Kafka;
using DistributedML.Pipelines;

namespace DistributedML.Jobs.Serving;

/// <summary>The checked table's rows as the events that they were: JSON, in order of time and id, with the key for each stream.</summary>
/// <param name="pipeline">The pipeline; its checked table is known to the engine under its name.</param>
/// <param name="engine">Where the table is.</param>
sealed class StoredRows(Pipeline pipeline, IEngine engine)
{
    /// <summary>How many rows of a time range travel on each stream, in the pipeline's order, and how many rows there are.</summary>
    public async Task<(long Rows, long[] Events)> Count(DateOnly? from, DateOnly? to, CancellationToken cancel)
    {
        var counts = string.Join(", ", pipeline.Streams.Select((stream, index) => $"count(\"{stream.Key}\") as stream{index}"));
        await foreach (var batch in engine.QueryAsync($"select count(*) as rows, {counts} {Range(from, to)}", cancel))
            return (batch.Integers("rows")[0], [.. pipeline.Streams.Select((_, index) => batch.Integers($"stream{index}")[0])]);
        throw new InvalidOperationException("a count returned no row");
    }

    /// <summary>The rows of a time range as events.</summary>
    /// <param name="from">First day; null for the table's first.</param>
    /// <param name="to">First day that is left out; null for none.</param>
    /// <param name="cancel">Stops.</param>
    public async IAsyncEnumerable<ReplayEvent> Read(DateOnly? from, DateOnly? to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var fields = string.Join(", ", pipeline.Table.Columns.Select(column => $"\"{column.Name}\" := {Json(column)}"));
        var keys = string.Join(", ", pipeline.Streams.Select((stream, index) => $"\"{stream.Key}\" as key{index}"));
        var time = $"\"{pipeline.Table.Time}\"";
        var sql = $"select to_json(struct_pack({fields}))::varchar as json, {time} as time, {keys} {Range(from, to)} order by {time}, \"{pipeline.Table.Id}\"";
        await foreach (var batch in engine.QueryAsync(sql, cancel))
        {
            var json = batch.Texts("json");
            var columns = pipeline.Streams.Select((_, index) => batch.Texts($"key{index}")).ToArray();
            for (var row = 0; row < batch.Length; row++)
            {
                var at = DateTime.UnixEpoch.AddTicks(batch.Timestamps("time")[row] * TimeSpan.TicksPerMicrosecond);
                yield return new(json.GetBytes(row).ToArray(), DateTime.SpecifyKind(at, DateTimeKind.Unspecified), Array.ConvertAll(columns, column => column.Text(row)));
            }
        }
    }

    string Range(DateOnly? from, DateOnly? to)
    {
        var conditions = new List<string> { "true" };
        if (from is { } first) conditions.Add($"\"{pipeline.Table.Time}\" >= timestamp '{first:yyyy-MM-dd}'");
        if (to is { } end) conditions.Add($"\"{pipeline.Table.Time}\" < timestamp '{end:yyyy-MM-dd}'");
        return $"from {pipeline.Table.Name} where {string.Join(" and ", conditions)}";
    }

    // DuckDB writes a timestamp with a space; events have ISO 8601.
    static string Json(ColumnDefinition column) => column.Type == ColumnType.Timestamp ? $"replace(\"{column.Name}\"::varchar, ' ', 'T')" : $"\"{column.Name}\"";
}
