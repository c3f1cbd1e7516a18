using DistributedML.Engines;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl.Streaming;

/// <summary>Makes one batch's files: the SQL of the ETL over a range of a topic's events instead of files.</summary>
sealed class StreamBatch(Pipeline pipeline, StreamOptions options, SparkEngine engine, StreamFolder folder)
{
    readonly Pipeline _events = OfEvents(pipeline);
    readonly EtlSql _sql = new(OfEvents(pipeline), engine.HashFunction);
    int _highestNamed = -1;

    /// <summary>Tries the pipeline's SQL on no rows.</summary>
    internal async Task CheckSqlAsync(CancellationToken cancel)
    {
        await new PipelineSqlCheck(_events, _sql, engine).RunAsync(cancel);
        await engine.DropTablesAsync([EtlSql.Source], cancel);
    }

    /// <summary>Writes the files of a batch to their stage, and returns what they hold.</summary>
    internal async Task<StreamCounts> WriteAsync(IReadOnlyList<PartitionRange> partitions, long batch, string staged, CancellationToken cancel)
    {
        await NamePartitionsAsync(partitions, cancel);
        await engine.ReadEventsAsync(EtlSql.Source, new TopicRange(options.Bootstrap, options.Topic, partitions), _events.Table, options.MaxEventBytes, cancel);
        await engine.CreateTableAsync(EtlSql.Checked, _sql.CheckSql([.. _events.Table.Columns.Select(column => EtlSql.TypeName(column.Type))], new HashSet<string>()), cancel);

        var found = await engine.CountsAsync(
            $"select case when rule is null then 'out' when rule like 'drop: %' then 'dropped' else 'quarantined' end as what, count(*) as n from {EtlSql.Checked} group by 1", "what", cancel);
        long Found(string what) => found.FirstOrDefault(count => count.Name == what)?.Rows ?? 0;
        var expected = new StreamCounts(found.Sum(count => count.Rows), Found("out"), Found("quarantined"), Found("dropped"));

        // The first batch writes its tables of bad rows also when they are empty, so that readers find columns.
        var written = new StreamCounts(
            expected.RowsIn,
            expected.RowsOut == 0 ? 0 : await WriteRowsAsync(batch, staged, cancel),
            expected.RowsQuarantined == 0 && batch > 1 ? 0 : await engine.WriteTableAsync(_sql.QuarantinedRows, folder.Place(staged, folder.Quarantine, StreamFolder.FileName(batch)), cancel),
            expected.RowsDropped == 0 && batch > 1 ? 0 : await engine.WriteTableAsync(_sql.DroppedRows, folder.Place(staged, folder.Dropped, StreamFolder.FileName(batch)), cancel));
        if (written != expected || written.RowsIn != written.RowsOut + written.RowsQuarantined + written.RowsDropped)
            throw new InvalidOperationException($"rows were lost or counted twice in batch {batch}: {expected} were to be written, {written} stand in the files");
        await TableStore.FlushAsync(folder.Place(staged), cancel);
        return written;
    }

    /// <summary>What the tables of bad rows call the file that a row comes from.</summary>
    async Task NamePartitionsAsync(IReadOnlyList<PartitionRange> partitions, CancellationToken cancel)
    {
        var highest = partitions.Max(range => range.Partition);
        if (highest <= _highestNamed) return;
        await engine.CreateTableAsync(EtlSql.Files, $"select id::int as number, {RuleSql.Text(options.Topic + "/")} || id::string as path from range({highest + 1})", cancel);
        _highestNamed = highest;
    }

    async Task<long> WriteRowsAsync(long batch, string staged, CancellationToken cancel)
    {
        await engine.WritePartitionsAsync(_sql.RowsWithDay, folder.Place(staged, folder.Rows), "day", cancel);
        folder.NameRows(staged, batch);
        return await engine.CountAsync($"select count(*) as n from {engine.Files([folder.Place(staged, folder.Rows, "*", "*.parquet")])}", cancel);
    }

    /// <summary>The pipeline whose source are events: rows of its table already. What looks at more than one row is not checked.</summary>
    static Pipeline OfEvents(Pipeline pipeline) => pipeline with
    {
        Source = pipeline.Source with { Columns = [.. pipeline.Table.Columns.Select(column => new ColumnDefinition(column.Name, column.Type))] },
        Table = pipeline.Table with { Columns = [.. pipeline.Table.Columns.Select(column => column with { Sql = null })] },
        Expect = pipeline.Expect with { Unique = [], Rows = null },
        Facts = [],
        Features = [],
    };
}
