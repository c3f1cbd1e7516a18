using System.Runtime.CompilerServices;
using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;
using DistributedML.Streams;

namespace DistributedML.Jobs.Etl;

/// <summary>A published table's rows as the events that they were: JSON in order of time and id, with the key for each stream of the pipeline.</summary>
/// <param name="engine">Runs the SQL.</param>
/// <param name="tables">The pipeline's published tables.</param>
/// <param name="pipeline">The pipeline.</param>
public sealed class StoredEvents(IEngine engine, PublishedTables tables, Pipeline pipeline)
{
    const int RowsPerQuery = 50_000;   // so that sorting needs little memory and the first events come soon

    /// <summary>How many rows a range of days has, and how many of them travel on each stream, in the pipeline's order.</summary>
    /// <param name="from">The first day; null for the table's first.</param>
    /// <param name="to">The day after the last one; null for all to the end.</param>
    /// <param name="cancel">Ends the counting.</param>
    public async Task<(long Rows, IReadOnlyList<long> Events)> CountAsync(DateOnly? from = null, DateOnly? to = null, CancellationToken cancel = default)
    {
        var days = Days(from, to);
        if (days.Count == 0) return (0, new long[pipeline.Streams.Count]);
        var counts = pipeline.Streams.Select((stream, i) => $"count({RuleSql.Name(stream.Key)}) as n{i}");
        await foreach (var batch in engine.QueryAsync($"select {string.Join(", ", counts.Prepend("count(*) as n"))} from {Relation(days)}", cancel))
            return (batch.Integers("n")[0], [.. pipeline.Streams.Select((_, i) => batch.Integers($"n{i}")[0])]);
        throw new InvalidOperationException("a count returned no row");
    }

    /// <summary>Yields the rows of a range of days, by time, then id; rows that travel on no stream among them.</summary>
    /// <param name="from">The first day; null for the table's first.</param>
    /// <param name="to">The day after the last one; null for all to the end.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async IAsyncEnumerable<ReplayEvent> ReadAsync(DateOnly? from = null, DateOnly? to = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var columns = string.Join(", ", pipeline.Table.Columns.Select(column => RuleSql.Name(column.Name)));
        var order = $"{RuleSql.Name(pipeline.Table.Time)}, {RuleSql.Name(pipeline.Table.Id)}";
        var names = pipeline.Table.Columns.Select(column => column.Name).ToList();
        var (time, keys) = (names.IndexOf(pipeline.Table.Time), pipeline.Streams.Select(stream => names.IndexOf(stream.Key)).ToArray());
        var writer = new EventWriter(pipeline.Table);
        var texts = new TextPool();
        foreach (var days in Chunks(Days(from, to)))
        {
            await foreach (var batch in engine.QueryAsync($"select {columns} from {Relation(days)} order by {order}", cancel))
            {
                var times = (TimestampArray)batch.Column(time);
                var keyColumns = System.Array.ConvertAll(keys, key => (StringArray)batch.Column(key));
                writer.Open(batch);
                for (var row = 0; row < batch.Length; row++)
                    yield return new(writer.Write(row), EpochTime.Time(times.Values[row]), Keys(keyColumns, row, texts));
            }
        }
    }

    static string?[] Keys(StringArray[] columns, int row, TextPool texts)
    {
        var keys = new string?[columns.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = columns[i].IsNull(row) ? null : texts.Get(columns[i].GetBytes(row));
        return keys;
    }

    List<(DateOnly Day, long Rows)> Days(DateOnly? from, DateOnly? to) => [.. tables.RowsByDay.Where(day => (from is null || day.Day >= from) && (to is null || day.Day < to))];

    /// <summary>Cuts the days into runs of about as many rows as one query sorts.</summary>
    static IEnumerable<List<(DateOnly Day, long Rows)>> Chunks(List<(DateOnly Day, long Rows)> days)
    {
        for (var first = 0; first < days.Count;)
        {
            var end = first + 1;
            for (var rows = days[first].Rows; end < days.Count && (rows += days[end].Rows) <= RowsPerQuery;) end++;
            yield return days[first..end];
            first = end;
        }
    }

    string Relation(IEnumerable<(DateOnly Day, long Rows)> days) => engine.Files(tables.Files.OfDays(days.Select(day => day.Day.ToString("yyyy-MM-dd"))));
}
