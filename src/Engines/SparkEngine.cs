using System.Runtime.CompilerServices;
using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Data.Raw;
using DistributedML.Engines.Scoring;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Registry;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;
using static DistributedML.Data.SqlText;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Engines;

/// <summary>
/// The engine on a Spark 4 cluster, through Spark Connect. Files are read by the executors and written by them, so that their folders must be on storage that all
/// machines reach under one path. Training reads its rows from Spark and runs on this machine's cores.
/// </summary>
public sealed class SparkEngine : IEngine
{
    const int PartsPerRank = 4;   // so that a rank that got long files does not keep the others waiting

    // So that Spark reads the SQL that DuckDB reads.
    static readonly (string Key, string Value)[] Settings =
    [
        ("spark.sql.ansi.enabled", "true"),
        ("spark.sql.ansi.doubleQuotedIdentifiers", "true"),
        ("spark.sql.timestampType", "TIMESTAMP_NTZ"),
        ("spark.sql.session.timeZone", "UTC"),
        ("spark.sql.legacy.parquet.nanosAsLong", "true"),
        // To cache a table, Spark clones a session that is set otherwise, with all its files: for each table the executors would get the functions' assemblies anew.
        ("spark.sql.sources.bucketing.autoBucketedScan.enabled", "false"),
        ("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", "true"),
    ];

    // What DuckDB's SQL has, and what SQL on both engines can do with no function of Spark's. Java writes 1.0E20 where DuckDB writes 1e+20.
    static readonly string[] Definitions =
    [
        "create or replace temporary function starts_with(text string, prefix string) returns boolean return startswith(text, prefix)",
        @"create or replace temporary function regexp_full_match(text string, pattern string) returns boolean return rlike(text, r'(?d)\A(?:' || pattern || r')\z')",
        "create or replace temporary function isodow(time timestamp_ntz) returns bigint return weekday(time) + 1",
        "create or replace temporary function utc_to_zone(utc timestamp_ntz, zone string) returns timestamp_ntz return convert_timezone('UTC', zone, utc)",
        """
        create or replace temporary function number_text(number double) returns string return case
            when isnan(number) then 'nan'
            when number in (double('infinity'), double('-infinity')) then if(number > 0, 'inf', '-inf')
            when not contains(number::string, 'E') then number::string
            when abs(number) >= 1e16 or abs(number) < 1e-4 then
                regexp_replace(split_part(number::string, 'E', 1), '[.]0$', '') || if(contains(number::string, 'E-'), 'e-', 'e+')
                || if(length(regexp_extract(number::string, 'E-?([0-9]+)', 1)) < 2, '0', '') || regexp_extract(number::string, 'E-?([0-9]+)', 1)
            else regexp_replace(regexp_replace(number::string::decimal(38, 21)::string, '0+$', ''), '[.]$', '.0') end
        """,
    ];

    readonly SparkSession _session;
    readonly Dictionary<string, string> _kept = [];   // the view that holds a table's rows; its name changes when the table is replaced
    int _views;

    SparkEngine(SparkSession session) => _session = session;

    /// <inheritdoc/>
    public int Ranks => Environment.ProcessorCount;

    /// <inheritdoc/>
    public string Hash(IReadOnlyList<string> expressions) =>   // xxhash64 passes over nulls, wherever they stand
        $"xxhash64({string.Join(", ", expressions.Concat(expressions.Select(expression => $"{expression} is null")))})";

    /// <inheritdoc/>
    public string? Try(string expression) => null;   // Spark has try_cast and its like for single functions only

    /// <summary>Prepares a session, which the engine then owns.</summary>
    public static async Task<SparkEngine> OpenAsync(SparkSession session, CancellationToken cancel = default)
    {
        var engine = new SparkEngine(session);
        foreach (var (key, value) in Settings) await Explained(() => session.Conf().SetAsync(key, value, cancel));
        foreach (var definition in Definitions) await engine.RunAsync(definition, cancel);
        await engine.FitPartitionsAsync(cancel);
        return engine;
    }

    // Spark cuts every table into 200 parts unless told otherwise, of which each task of a shuffle writes a file; on few cores that takes longer than the work.
    async Task FitPartitionsAsync(CancellationToken cancel)
    {
        const string Partitions = "spark.sql.shuffle.partitions";
        if (await Explained(() => _session.Conf().GetAsync(Partitions, cancel)) != "200") return;
        var slots = await Explained(() => Task.Run(() => _session.SparkContext.DefaultParallelism, cancel));
        await Explained(() => _session.Conf().SetAsync(Partitions, $"{PartsPerRank * Math.Max(slots, 2)}", cancel));
    }

    /// <inheritdoc/>
    public string Files(IReadOnlyList<string> files)
    {
        // One glob for all: their common folder, then the alternatives.
        var globs = files.Select(file => FilePattern.Glob(file, Escaped)).ToList();
        if (globs.Count == 1) return Relation(globs[0]);
        var start = globs[0].TakeWhile((letter, at) => globs.All(glob => at < glob.Length && glob[at] == letter)).Count();
        var folder = globs[0].LastIndexOf('/', start - 1) + 1;
        return Relation($"{globs[0][..folder]}{{{string.Join(',', globs.Select(glob => glob[folder..]))}}}");

        static string Relation(string glob) => $"parquet.`{glob.Replace("`", "``")}`";
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordBatch> QueryAsync(string sql, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var query = await Explained(() => QueryOf(sql, cancel));
        await using var batches = query.CollectArrow(cancel).GetAsyncEnumerator(cancel);
        while (await Explained(() => batches.MoveNextAsync().AsTask())) yield return batches.Current;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(string Name, string Type)>> DescribeAsync(string sql, CancellationToken cancel = default)
    {
        var schema = await Explained(async () => await (await QueryOf(sql, cancel)).SchemaAsync(cancel));
        return [.. schema.Fields.Select(field => (field.Name, SparkColumns.SqlName(field.DataType)))];
    }

    /// <inheritdoc/>
    public async Task CreateTableAsync(string name, string sql, CancellationToken cancel = default) =>
        await KeepAsync(name, await Explained(() => QueryOf(sql, cancel)), cancel);

    /// <inheritdoc/>
    public async Task DropTablesAsync(IReadOnlyList<string> names, CancellationToken cancel = default)
    {
        foreach (var name in names)
        {
            if (!_kept.Remove(name, out var view)) continue;
            await RunAsync($"drop view if exists {Name(name)}", cancel);
            await ForgetAsync(view, cancel);
        }
    }

    /// <inheritdoc/>
    public Task ReadTableAsync(string name, IReadOnlyList<string> files, CancellationToken cancel = default) =>
        RunAsync($"create or replace temporary view {Name(name)} as select * from {Files(files)}", cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RawLoad>> ReadTextAsync(
        string table, IReadOnlyList<RawFile> files, RawFormat format, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var source = new RawPartition([.. files], format);
        var numbers = _session.Range(0, files.Count, 1, Math.Max(1, Math.Min(files.Count, PartsPerRank * Ranks)));
        await MapTableAsync(table, numbers, source.Read, new RawLoader(format).Table, cancel);
        var rows = new long[files.Count];
        await foreach (var batch in QueryAsync($"select file, count(*) as n from {Name(table)} group by file", cancel))
            for (var row = 0; row < batch.Length; row++) rows[batch.ShortIntegers("file")[row]] = batch.Integers("n")[row];
        progress?.Report(files.Count);
        return await Task.Run(() => files.Select((file, number) => new RawLoad(file.Name, rows[number], FileHash.Of(file.Path))).ToList(), cancel);
    }

    /// <inheritdoc/>
    public async Task ReadParquetAsync(
        string table, IReadOnlyList<ParquetFile> files, Schema columns, IReadOnlyList<string> from, string zone = "UTC", CancellationToken cancel = default)
    {
        // Only the columns that are asked for, with the types that they are stored in: Spark reads no file that has another one which it does not know.
        var rows = files.Select((file, number) =>
        {
            var asked = from.Distinct().Select(name => file.Columns.First(column => column.Name == name)).ToList();
            var schema = string.Join(", ", asked.Select(column => $"`{column.Name.Replace("`", "``")}` {SparkColumns.StoredType(column)}"));
            var values = columns.FieldsList.Zip(from, (column, name) =>
                $"{SparkColumns.Value(asked.First(one => one.Name == name), zone)}::{TableType.Of(column.DataType).Sql} as {Name(column.Name)}");
            string[] places = [$"{number} as file", "_metadata.row_index + 1 as line", "null::string as problem", "null::string as raw"];
            return _session.Read().Schema(schema).Parquet(Escaped(file.Path)).SelectExpr([.. values.Concat(places)]);
        }).ToList();
        while (rows.Count > 1) rows = [.. rows.Chunk(2).Select(pair => pair is [var one, var other] ? one.Union(other) : pair[0])];   // a flat tree of many files
        await KeepAsync(table, rows[0], cancel);
    }

    /// <summary>
    /// Lets a name stand for events of a topic, each of them a row: the columns of the table, then file (the partition), line (the offset), problem (null, or why the message is no
    /// event of the table) and raw. They are read again by each query, and are the same each time.
    /// </summary>
    /// <param name="name">The name in SQL; what had it before is replaced.</param>
    /// <param name="range">The events. The executors must reach the brokers.</param>
    /// <param name="table">The checked table that the events are rows of.</param>
    /// <param name="maxBytes">Largest event; a larger one is a row with a problem.</param>
    /// <param name="cancel">Ends the call.</param>
    public Task ReadEventsAsync(string name, TopicRange range, Pipelines.Table table, int maxBytes, CancellationToken cancel = default)
    {
        var rows = new EventRows(table with { Columns = table.Columns.ToArray() }, maxBytes);   // a list of the caller's could be of a type that brings the caller's assembly along
        var messages = _session.Read().Format("kafka").Options(range.SparkOptions).Load().Select("partition", "offset", "value");
        return Explained(() => messages.MapBatches(rows.Read, SparkColumns.Of(rows.Output)).CreateOrReplaceTempViewAsync(name, cancel));
    }

    /// <summary>Lets SQL call a registered model; see <see cref="ScoreFunction"/>.</summary>
    public Task RegisterScoreAsync(ModelRegistry registry, ModelDefinition model, string name = "score", int top = 10, CancellationToken cancel = default) =>
        Explained(() => Task.Run(() => _session.RegisterScore(registry, model, name, top), cancel));

    /// <inheritdoc/>
    public async Task WritePartitionsAsync(string sql, string folder, string column, CancellationToken cancel = default)
    {
        await Explained(async () => await (await QueryOf(sql, cancel)).Repartition(Col(column)).Write().Mode("append").PartitionBy(column)
            .Option("mapreduce.fileoutputcommitter.marksuccessfuljobs", false).ParquetAsync(folder, cancel));
        foreach (var checksum in Directory.EnumerateFiles(folder, ".*.crc", SearchOption.AllDirectories)) File.Delete(checksum);
    }

    /// <inheritdoc/>
    public async Task<long> WriteTableAsync(string sql, string file, CancellationToken cancel = default)
    {
        if (File.Exists(file)) throw new TableException($"{file} is there already");
        var parts = file + ".parts";
        try
        {
            await Explained(async () => await (await WithoutZonesAsync(await QueryOf(sql, cancel), cancel)).Coalesce(1).Write().Mode("overwrite").ParquetAsync(parts, cancel));
            File.Move(Directory.EnumerateFiles(parts, "part-*.parquet").Single(), file);
        }
        finally
        {
            if (Directory.Exists(parts)) Directory.Delete(parts, recursive: true);
        }
        await foreach (var batch in QueryAsync($"select count(*) as n from {Files([file])}", cancel)) return batch.Integers("n")[0];
        throw new InvalidOperationException("a count returned no row");
    }

    /// <inheritdoc/>
    public async Task MapTableAsync(
        string name, string sql, Func<IEnumerable<RecordBatch>, IEnumerable<RecordBatch>> map, Schema output, CancellationToken cancel = default) =>
        await MapTableAsync(name, await Explained(() => QueryOf(sql, cancel)), map, output, cancel);

    /// <inheritdoc/>
    public Task<TModel> TrainAsync<TRows, TModel>(
        string sql, IRowReader<TRows> reader, ITrainer<TRows, TModel> trainer, IProgress<TrainingProgress>? progress = null, CancellationToken cancel = default) =>
        ThreadTraining.RunAsync(QueryAsync(sql, cancel), Ranks, reader, trainer, progress, cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    Task MapTableAsync(string name, DataFrame rows, Func<IEnumerable<RecordBatch>, IEnumerable<RecordBatch>> map, Schema output, CancellationToken cancel) =>
        KeepAsync(name, rows.MapBatches(map, SparkColumns.Of(output)), cancel);

    /// <summary>Computes rows once, keeps them on the executors, and lets the table's name stand for them.</summary>
    async Task KeepAsync(string name, DataFrame rows, CancellationToken cancel)
    {
        var view = $"{name}__{Interlocked.Increment(ref _views)}";
        await Explained(() => rows.CreateOrReplaceTempViewAsync(view, cancel));
        await RunAsync($"cache table {Name(view)}", cancel);
        await Explained(() => _session.Table(view).CreateOrReplaceTempViewAsync(name, cancel));
        if (_kept.Remove(name, out var before)) await ForgetAsync(before, cancel);
        _kept[name] = view;
    }

    async Task ForgetAsync(string view, CancellationToken cancel)
    {
        await RunAsync($"uncache table if exists {Name(view)}", cancel);
        await RunAsync($"drop view if exists {Name(view)}", cancel);
    }

    /// <summary>Instants, which some functions of Spark make of times without zone, become times again.</summary>
    static async Task<DataFrame> WithoutZonesAsync(DataFrame rows, CancellationToken cancel)
    {
        var fields = (await rows.SchemaAsync(cancel)).Fields;
        return fields.All(field => field.DataType is not TimestampType) ? rows
            : rows.Select([.. fields.Select(field => field.DataType is TimestampType ? Col($"`{field.Name.Replace("`", "``")}`").Cast("timestamp_ntz").Alias(field.Name) : Col($"`{field.Name.Replace("`", "``")}`"))]);
    }

    Task RunAsync(string sql, CancellationToken cancel) => Explained(() => _session.SqlAsync(sql, cancel));

    Task<DataFrame> QueryOf(string sql, CancellationToken cancel) => _session.SqlAsync(SparkSqlText.Of(sql), cancel);

    /// <summary>A path as a glob of Hadoop's that it alone matches.</summary>
    static string Escaped(string path) => string.Concat(path.Select(letter => letter is '*' or '?' or '[' or ']' or '{' or '}' or '\\' or ',' ? $@"\{letter}" : letter.ToString()));

    static Task Explained(Func<Task> work) => Explained(async () =>
    {
        await work();
        return true;
    });

    static async Task<T> Explained<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SparkException exception)
        {
            throw new TableException(exception.Message, exception.SqlState is null ? TableFault.Resources : TableFault.Input, exception);
        }
    }
}
