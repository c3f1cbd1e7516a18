using DistributedML.Engines;
using DistributedML.Models;
using DistributedML.Models.Derived;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl.Streaming;

/// <summary>Makes one batch's files: the SQL of the ETL over a range of a topic's events instead of files.</summary>
sealed class StreamBatch
{
    readonly Pipeline _events;
    readonly EtlSql _sql;
    readonly StreamOptions _options;
    readonly SparkEngine _engine;
    readonly StreamFolder _folder;
    int _highestNamed = -1;

    internal StreamBatch(Pipeline pipeline, StreamOptions options, SparkEngine engine, StreamFolder folder)
    {
        (_options, _engine, _folder) = (options, engine, folder);
        _events = OfEvents(pipeline);
        _sql = new(_events, engine.Hash, DerivedColumns.OverTable(pipeline));
    }

    /// <summary>Tries the pipeline's SQL on no rows.</summary>
    internal async Task CheckSqlAsync(CancellationToken cancel)
    {
        await new PipelineSqlCheck(_events, _sql, _engine).RunAsync(cancel);
        await _engine.DropTablesAsync([EtlSql.Source], cancel);
    }

    /// <summary>Writes the files of a batch to their stage, and returns what they hold.</summary>
    internal async Task<RowCounts> WriteAsync(IReadOnlyList<PartitionRange> partitions, long batch, string staged, CancellationToken cancel)
    {
        await NamePartitionsAsync(partitions, cancel);
        await _engine.ReadEventsAsync(EtlSql.Source, new TopicRange(_options.Kafka.Bootstrap, _options.Kafka.JavaSettings(), _options.Topic, partitions), _events.Table, _options.MaxEventBytes, cancel);
        await _engine.CreateTableAsync(EtlSql.Checked, _sql.CheckSql([.. _events.Table.Columns.Select(column => ArrowColumns.SqlName(column.Type))]), cancel);

        var found = await _engine.CountsAsync(
            $"select case when rule is null then 'out' when rule like 'drop: %' then 'dropped' else 'quarantined' end as what, count(*) as n from {EtlSql.Checked} group by 1", "what", cancel);
        long Found(string what) => found.FirstOrDefault(count => count.Name == what)?.Rows ?? 0;
        var expected = new RowCounts(found.Sum(count => count.Rows), Found("out"), Found("quarantined"), Found("dropped"));

        // The first batch writes its tables of bad rows also when they are empty, so that readers find columns.
        var written = new RowCounts(
            expected.RowsIn,
            expected.RowsOut == 0 ? 0 : await WriteRowsAsync(batch, staged, cancel),
            expected.RowsQuarantined == 0 && batch > 1 ? 0 : await _engine.WriteTableAsync(_sql.QuarantinedRows, _folder.Place(staged, _folder.Quarantine, StreamFolder.FileName(batch)), cancel),
            expected.RowsDropped == 0 && batch > 1 ? 0 : await _engine.WriteTableAsync(_sql.DroppedRows, _folder.Place(staged, _folder.Dropped, StreamFolder.FileName(batch)), cancel));
        if (written != expected || written.RowsIn != written.RowsOut + written.RowsQuarantined + written.RowsDropped)
            throw new InvalidOperationException($"rows were lost or counted twice in batch {batch}: {expected} were to be written, {written} stand in the files");
        await TableStore.FlushAsync(_folder.Place(staged), cancel);
        return written;
    }

    /// <summary>What the tables of bad rows call the file that a row comes from.</summary>
    async Task NamePartitionsAsync(IReadOnlyList<PartitionRange> partitions, CancellationToken cancel)
    {
        var highest = partitions.Max(range => range.Partition);
        if (highest <= _highestNamed) return;
        await _engine.CreateTableAsync(EtlSql.Files, $"select id::int as number, {RuleSql.Text(_options.Topic + "/")} || id::string as path from range({highest + 1})", cancel);
        _highestNamed = highest;
    }

    async Task<long> WriteRowsAsync(long batch, string staged, CancellationToken cancel)
    {
        await _engine.WritePartitionsAsync(_sql.RowsWithDay, _folder.Place(staged, _folder.Rows), "day", cancel);
        _folder.NameRows(staged, batch);
        return await _engine.CountAsync($"select count(*) as n from {_engine.Files([_folder.Place(staged, _folder.Rows, "*", "*.parquet")])}", cancel);
    }

    /// <summary>The pipeline whose source are events: rows of its table already. What looks at more than one row is not checked.</summary>
    static Pipeline OfEvents(Pipeline pipeline) => pipeline with
    {
        Source = pipeline.Source with { Columns = [.. pipeline.Table.Columns.Select(column => new SourceColumn(column.Name, column.Type))], Join = [] },
        Table = pipeline.Table with { Columns = [.. pipeline.Table.Columns.Select(column => column with { Sql = null })] },
        Expect = pipeline.Expect with { Unique = [], Rows = null },
        Facts = [],
        Features = [],
    };
}
