using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>Starts a query that writes a stream to a sink; made by <see cref="DataFrame.WriteStream"/>. Options are those of the sink; <c>checkpointLocation</c> makes it resume.</summary>
public sealed partial class DataStreamWriter
{
    readonly DataFrame _rows;
    readonly WriteStreamOperationStart _start = new();

    internal DataStreamWriter(DataFrame rows) => _rows = rows;

    /// <summary>Makes the function that the server calls with each batch; asked when the query starts, because code must have travelled by then.</summary>
    internal Func<SparkSession, CancellationToken, Task<PythonUDF>>? BatchFunction { get; set; }

    /// <summary>Which rows a batch writes: append, complete or update.</summary>
    public DataStreamWriter OutputMode(string outputMode)
    {
        _start.OutputMode = outputMode;
        return this;
    }

    /// <summary>Which rows a batch writes.</summary>
    public DataStreamWriter OutputMode(OutputMode outputMode) => OutputMode(outputMode.ToString().ToLowerInvariant());

    /// <summary>The format: parquet, csv, json, orc, text, kafka, console, memory, noop or a data source's class.</summary>
    public DataStreamWriter Format(string source)
    {
        _start.Format = source;
        return this;
    }

    /// <summary>A folder for each value of these columns, which the files leave out.</summary>
    public DataStreamWriter PartitionBy(params string[] colNames)
    {
        _start.PartitioningColumnNames.Clear();
        _start.PartitioningColumnNames.Add(colNames);
        return this;
    }

    /// <summary>Rows near each other in these columns lie in the same files, for tables that know clustering.</summary>
    public DataStreamWriter ClusterBy(string colName, params string[] colNames)
    {
        _start.ClusteringColumnNames.Clear();
        _start.ClusteringColumnNames.Add(colNames.Prepend(colName));
        return this;
    }

    /// <summary>Sets an option of the sink or the query.</summary>
    public DataStreamWriter Option(string key, string value)
    {
        _start.Options[key] = value;
        return this;
    }

    /// <summary>Sets an option of the sink or the query.</summary>
    public DataStreamWriter Option(string key, bool value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets an option of the sink or the query.</summary>
    public DataStreamWriter Option(string key, long value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets an option of the sink or the query.</summary>
    public DataStreamWriter Option(string key, double value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets options of the sink or the query.</summary>
    public DataStreamWriter Options(Dictionary<string, string> options)
    {
        foreach (var (key, value) in options) Option(key, value);
        return this;
    }

    /// <summary>When a batch is computed.</summary>
    public DataStreamWriter Trigger(Trigger trigger)
    {
        trigger.Set(_start);
        return this;
    }

    /// <summary>A name by which the query is known, unique among those that run; the memory sink's table has it.</summary>
    public DataStreamWriter QueryName(string queryName)
    {
        _start.QueryName = queryName;
        return this;
    }

    /// <summary>Starts the query.</summary>
    /// <param name="path">The folder of a sink of files; null for others.</param>
    public StreamingQuery Start(string? path = null) => Blocking.Wait(() => StartAsync(path));

    /// <summary>Starts a query that adds rows to a table, which it makes when there is none.</summary>
    public StreamingQuery ToTable(string tableName) => Blocking.Wait(() => ToTableAsync(tableName));

    /// <inheritdoc cref="Start"/>
    public Task<StreamingQuery> StartAsync(string? path = null, CancellationToken cancel = default) => StartAsync(start =>
    {
        if (path is not null) start.Path = path;
    }, cancel);

    /// <inheritdoc cref="ToTable"/>
    public Task<StreamingQuery> ToTableAsync(string tableName, CancellationToken cancel = default) => StartAsync(start => start.TableName = tableName, cancel);

    async Task<StreamingQuery> StartAsync(Action<WriteStreamOperationStart> sink, CancellationToken cancel)
    {
        var start = _start.Clone();
        sink(start);
        start.Input = _rows.Relation.Clone();   // its functions are sent otherwise than those of a query
        if (BatchFunction is not null) start.ForeachBatch = new() { PythonFunction = await BatchFunction(_rows.Session, cancel).ConfigureAwait(false) };
        var session = _rows.Session;
        var started = await session.CommandAsync(new Command { WriteStreamOperationStart = start }, response => response.WriteStreamOperationStartResult, cancel).ConfigureAwait(false)
            ?? throw new InvalidOperationException("Spark's server did not say that the streaming query has started");
        if (started.HasQueryStartedEventJson) session.Streams().Listeners.OnStarted(started.QueryStartedEventJson);
        return new(session, started.QueryId, started.HasName && started.Name.Length > 0 ? started.Name : null);
    }
}
