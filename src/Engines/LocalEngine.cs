using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Data.DuckDb;
using DistributedML.Data.Raw;
using DistributedML.Learning;
using DistributedML.Models;
using static DistributedML.Data.SqlText;

namespace DistributedML.Engines;

/// <summary>The engine on one machine: DuckDB in this process, and threads.</summary>
public sealed class LocalEngine : IEngine
{
    const string RowNumber = "file_row_number";   // a column that read_parquet adds when it is asked to
    const int ZstdLevel = 1;   // half the time of DuckDB's 3, 5 % more bytes

    readonly DuckDatabase _database;
    readonly string _temporaryFolder;

    /// <summary>Starts an engine; costs some milliseconds.</summary>
    /// <param name="temporaryFolder">Where large queries spill to; emptied at the end.</param>
    /// <param name="threads">Threads for SQL, functions and training; 0 for one for each core.</param>
    /// <param name="memoryMegabytes">Memory for SQL before it spills.</param>
    /// <param name="folders">The folders whose files SQL may read and write; null for all.</param>
    public LocalEngine(string temporaryFolder, int threads = 0, int memoryMegabytes = 1024, IReadOnlyList<string>? folders = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Ranks = threads == 0 ? Environment.ProcessorCount : threads;
        _temporaryFolder = temporaryFolder;
        _database = new DuckDatabase(Ranks, memoryMegabytes, temporaryFolder, folders);
    }

    /// <inheritdoc/>
    public int Ranks { get; }

    /// <inheritdoc/>
    public bool IsDuckDb => true;

    /// <inheritdoc/>
    public string Hash(IReadOnlyList<string> expressions) => $"hash({string.Join(", ", expressions)})";

    /// <inheritdoc/>
    public string? Try(string expression) => $"try({expression})";

    /// <inheritdoc/>
    public string Files(IReadOnlyList<string> files) =>
        $"read_parquet([{string.Join(", ", files.Select(file => Literal(FilePattern.Glob(file, Glob))))}], hive_partitioning = false)";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(string Name, string Type)>> DescribeAsync(string sql, CancellationToken cancel = default)
    {
        var columns = new List<(string, string)>();
        await foreach (var batch in QueryAsync($"select column_name, column_type from (describe {sql})", cancel))
        {
            var (names, types) = (batch.Texts("column_name"), batch.Texts("column_type"));
            for (var row = 0; row < batch.Length; row++) columns.Add((names.Text(row)!, types.Text(row) is "VARCHAR" ? "STRING" : types.Text(row)!));
        }
        return columns;
    }

    /// <inheritdoc/>
    public Task CreateTableAsync(string name, string sql, CancellationToken cancel = default) => ExecuteAsync($"create or replace table {Name(name)} as {sql}", cancel);

    /// <inheritdoc/>
    public Task DropTablesAsync(IReadOnlyList<string> names, CancellationToken cancel = default) =>
        ExecuteAsync(string.Join("; ", names.Select(name => $"drop table if exists {Name(name)}")), cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordBatch> QueryAsync(string sql, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var connection = _database.Connect();
        using var batches = connection.Read(sql, cancel).GetEnumerator();
        while (await Task.Run(batches.MoveNext, cancel)) yield return batches.Current;
    }

    /// <inheritdoc/>
    public Task ReadTableAsync(string name, IReadOnlyList<string> files, CancellationToken cancel = default) =>
        ExecuteAsync($"create or replace view {Name(name)} as select * from {Files(files)}", cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RawLoad>> ReadTextAsync(
        string table, IReadOnlyList<RawFile> files, RawFormat format, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var loader = new RawLoader(format);
        await ExecuteAsync(loader.CreateSql(table), cancel);
        var loads = new RawLoad[files.Count];
        var next = -1;
        var done = 0;
        await Parallel.ForAsync(0, Ranks, new ParallelOptions { MaxDegreeOfParallelism = Ranks, CancellationToken = cancel }, (_, stop) =>
        {
            using var connection = _database.Connect();
            using var writer = loader.Open(connection, table);
            while (Interlocked.Increment(ref next) is var number && number < files.Count)
            {
                loads[number] = loader.Load(files[number], number, writer, stop);
                progress?.Report(Interlocked.Increment(ref done));
            }
            writer.Complete();
            return ValueTask.CompletedTask;
        });
        return loads;
    }

    /// <inheritdoc/>
    public Task ReadParquetAsync(
        string table, IReadOnlyList<ParquetFile> files, Schema columns, IReadOnlyList<string> from, string zone = "UTC", CancellationToken cancel = default) =>
        CreateTableAsync(table, string.Join(" union all ", files.Select((file, number) => ParquetSql(file, number, columns, from, zone))), cancel);

    /// <inheritdoc/>
    public Task WritePartitionsAsync(string sql, string folder, string column, CancellationToken cancel = default) => Task.WhenAll(
        Enumerable.Range(0, Ranks).Select(part => ExecuteAsync(   // one statement writes its files one after the other
            $"copy (select * from ({sql}) where hash({Name(column)}) % {Ranks} = {part}) to {Literal(folder)} (format parquet, compression snappy, partition_by ({Name(column)}), overwrite_or_ignore)", cancel)));

    /// <inheritdoc/>
    public Task<long> WriteTableAsync(string sql, string file, CancellationToken cancel = default) => File.Exists(file)
        ? throw new TableException($"{file} is there already")
        : ExecuteAsync($"copy ({sql}) to {Literal(file)} (format parquet, compression zstd, compression_level {ZstdLevel})", cancel);

    /// <inheritdoc/>
    public async Task MapTableAsync(
        string name, string sql, Func<IEnumerable<RecordBatch>, IEnumerable<RecordBatch>> map, Schema output, CancellationToken cancel = default)
    {
        await ExecuteAsync(DuckTableWriter.CreateSql(Name(name), output), cancel);
        using var batches = new BlockingCollection<RecordBatch>(2 * Ranks);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var parts = Enumerable.Range(0, Ranks).Select(_ => Task.Run(
            () =>
            {
                try
                {
                    using var connection = _database.Connect();
                    using var writer = new DuckTableWriter(connection, name, output);
                    foreach (var batch in map(batches.GetConsumingEnumerable(stop.Token))) writer.Append(batch);
                    writer.Complete();
                }
                catch
                {
                    stop.Cancel();
                    throw;
                }
            },
            CancellationToken.None)).ToList();
        try
        {
            await foreach (var batch in QueryAsync(sql, stop.Token)) batches.Add(batch, stop.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // A part failed; its error follows.
        }
        finally
        {
            batches.CompleteAdding();
            await Task.WhenAll(parts);
        }
    }

    /// <inheritdoc/>
    public Task<TModel> TrainAsync<TRows, TModel>(
        string sql, IRowReader<TRows> reader, ITrainer<TRows, TModel> trainer, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default) =>
        ThreadTraining.RunAsync(QueryAsync(sql, cancel), Ranks, reader, trainer, progress, cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        if (Directory.Exists(_temporaryFolder)) Directory.Delete(_temporaryFolder, recursive: true);
        return ValueTask.CompletedTask;
    }

    static string ParquetSql(ParquetFile file, int number, Schema columns, IReadOnlyList<string> from, string zone)
    {
        var values = columns.FieldsList.Zip(from, (column, name) =>
        {
            var stored = file.Columns.First(one => one.Name == name);
            var value = stored.IsInstant ? $"timezone({Literal(zone)}, {Name(name)}::timestamptz)"
                : stored.Type == "TIMESTAMP_NS" ? $"make_timestamp((epoch_ns({Name(name)}) - (epoch_ns({Name(name)}) % 1000 + 1000) % 1000) // 1000)"   // a cast cuts towards 1970
                : Name(name);
            return $"{value}::{TableType.Of(column.DataType).Sql} as {Name(column.Name)}";
        });
        // A file's own column hides the number that the reader gives; then rows are counted as they come, which one thread does.
        var isHidden = file.Columns.Any(column => column.Name.Equals(RowNumber, StringComparison.OrdinalIgnoreCase));
        var (line, option) = isHidden ? ("row_number() over ()", "") : ($"{RowNumber} + 1", $", {RowNumber} = true");
        return $"select {string.Join(", ", values)}, {number} as file, {line} as line, null::string as problem, null::string as raw "
            + $"from read_parquet({Literal(Glob(file.Path))}, hive_partitioning = false{option})";
    }

    Task<long> ExecuteAsync(string sql, CancellationToken cancel) => Task.Run(
        () =>
        {
            using var connection = _database.Connect();
            return connection.Execute(sql, cancel);
        },
        cancel);
}
