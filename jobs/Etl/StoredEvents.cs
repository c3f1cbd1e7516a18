using System.Runtime.CompilerServices;
using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>An event as it goes to its topic.</summary>
/// <param name="Key">The key, UTF-8.</param>
/// <param name="Value">The row as a JSON object, a property for each column that is not null, UTF-8.</param>
/// <param name="Time">The row's time.</param>
public readonly record struct StoredEvent(byte[] Key, byte[] Value, DateTime Time);

/// <summary>Reads a published table as the events of a stream.</summary>
public static class StoredEvents
{
    const int RowsPerQuery = 50_000;   // so that sorting needs little memory and the first events come soon

    /// <summary>Yields the events of a stream by time, then id. Rows without the stream's key are left out.</summary>
    /// <param name="engine">Runs the SQL.</param>
    /// <param name="tables">The pipeline's published tables.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="stream">One of its streams.</param>
    /// <param name="from">The first day; null for all from the beginning.</param>
    /// <param name="to">The day after the last one; null for all to the end.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async IAsyncEnumerable<StoredEvent> ReadAsync(
        IEngine engine, PublishedTables tables, Pipeline pipeline, StreamDefinition stream, DateOnly? from = null, DateOnly? to = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var days = tables.RowsByDay.Where(day => (from is null || day.Day >= from) && (to is null || day.Day < to)).ToList();
        var writer = new EventWriter(pipeline.Table);
        for (var first = 0; first < days.Count;)
        {
            var last = first;
            for (var rows = days[first].Rows; last + 1 < days.Count && (rows += days[last + 1].Rows) <= RowsPerQuery;) last++;
            await foreach (var batch in engine.QueryAsync(Sql(tables, pipeline.Table, stream, days[first..(last + 1)].Select(day => day.Day)), cancel))
            {
                var keys = batch.Texts(stream.Key);
                for (var row = 0; row < batch.Length; row++)
                    yield return new(keys.GetBytes(row).ToArray(), writer.Write(batch, row), Time(batch.Timestamps(pipeline.Table.Time)[row]));
            }
            first = last + 1;
        }
    }

    static DateTime Time(long microseconds) => new(DateTime.UnixEpoch.Ticks + microseconds * TimeSpan.TicksPerMicrosecond, DateTimeKind.Unspecified);

    static string Sql(PublishedTables tables, Table table, StreamDefinition stream, IEnumerable<DateOnly> days)
    {
        var files = days.Select(day => RuleSql.Text(Path.Combine(tables.Files.Day(day.ToString("yyyy-MM-dd")), "*.parquet")));
        return $"select {string.Join(", ", table.Columns.Select(column => RuleSql.Name(column.Name)))} from read_parquet([{string.Join(", ", files)}], hive_partitioning = false) "
            + $"where {RuleSql.Name(stream.Key)} is not null order by {RuleSql.Name(table.Time)}, {RuleSql.Name(table.Id)}";
    }
}
