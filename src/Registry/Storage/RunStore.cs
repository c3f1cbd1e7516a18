using Microsoft.Data.Sqlite;

namespace DistributedML.Registry.Storage;

/// <summary>Runs and what they logged.</summary>
sealed class RunStore(RegistryDatabase database)
{
    const string Columns =
        "id, name, data_fingerprint, options_hash, code_version, status, error, output_fingerprint, process_id, process_started, started, ended";

    public long Start(RunInputs inputs) => database.Write(connection => connection.Number(
        """
        insert into runs (name, data_fingerprint, options_hash, code_version, status, process_id, process_started, started)
        values ($name, $data, $options, $code, 'Running', $process, $processStarted, $now) returning id
        """,
        ("$name", inputs.Name), ("$data", inputs.DataFingerprint), ("$options", inputs.OptionsHash), ("$code", inputs.CodeVersion),
        ("$process", ProcessIdentity.Current.Id), ("$processStarted", ProcessIdentity.Current.Started.ToText()),
        ("$now", DateTimeOffset.UtcNow.ToText()))!.Value);

    public void End(long run, RunStatus status, string? error) => Change(run, connection => connection.Execute(
        "update runs set status = $status, error = $error, ended = $now where id = $run",
        ("$status", status.ToString()), ("$error", error), ("$now", DateTimeOffset.UtcNow.ToText()), ("$run", run)));

    public void LogOutput(long run, string fingerprint) => Change(run, connection => connection.Execute(
        "update runs set output_fingerprint = $fingerprint where id = $run", ("$fingerprint", fingerprint), ("$run", run)));

    public void LogParameters(long run, IEnumerable<KeyValuePair<string, string>> parameters) => LogTexts("parameters", run, parameters);

    public void LogTags(long run, IEnumerable<KeyValuePair<string, string>> tags) => LogTexts("tags", run, tags);

    public void LogMetrics(long run, IEnumerable<Metric> metrics) => Change(run, connection =>
    {
        foreach (var metric in metrics)
            connection.Execute(
                "insert into metrics values ($run, $name, $step, $value) on conflict do update set value = excluded.value",
                ("$run", run), ("$name", metric.Name), ("$step", metric.Step), ("$value", double.IsNaN(metric.Value) ? null : metric.Value));
    });

    /// <summary>Fails unless the run is still open.</summary>
    public static void CheckOpen(SqliteConnection connection, long run)
    {
        if (connection.Number("select count(*) from runs where id = $run and status = 'Running'", ("$run", run)) != 1)
            throw new RegistryException($"run {run} has ended; nothing can be added to it");
    }

    public Run Get(long id) => database.Read(connection => Get(connection, id));

    public static Run Get(SqliteConnection connection, long id) =>
        Select(connection, "where id = $id", ("$id", id)) is [var run] ? run
        : throw new RegistryException($"there is no run {id}; the newest is {connection.Number("select max(id) from runs") ?? 0}");

    public Run? Find(RunInputs inputs) => database.Read(connection => Select(
        connection,
        """
        where name = $name and data_fingerprint = $data and options_hash = $options and code_version = $code and status = 'Finished'
        order by id desc limit 1
        """,
        ("$name", inputs.Name), ("$data", inputs.DataFingerprint), ("$options", inputs.OptionsHash), ("$code", inputs.CodeVersion)).FirstOrDefault());

    public static Run? FindPublisher(SqliteConnection connection, string fingerprint) => Select(
        connection, "where output_fingerprint = $fingerprint and status = 'Finished' order by id desc limit 1", ("$fingerprint", fingerprint)).FirstOrDefault();

    public IReadOnlyList<Run> List(string? name, int limit) => database.Read(connection => Select(
        connection, "where $name is null or name = $name order by id desc limit $limit", ("$name", name), ("$limit", limit)));

    public IReadOnlyList<Metric> Metrics(long run) => database.Read(connection => connection.Query(
        "select name, step, value from metrics where run = $run order by name, step",
        reader => new Metric(reader.GetString(0), reader.GetInt64(1), Value(reader, 2)), ("$run", run)));

    void Change(long run, Action<SqliteConnection> change) => database.Write(connection =>
    {
        CheckOpen(connection, run);
        change(connection);
        return true;
    });

    void LogTexts(string table, long run, IEnumerable<KeyValuePair<string, string>> texts) => Change(run, connection =>
    {
        foreach (var (name, value) in texts)
            connection.Execute(
                $"insert into {table} values ($run, $name, $value) on conflict do update set value = excluded.value",
                ("$run", run), ("$name", name), ("$value", value));
    });

    static List<Run> Select(SqliteConnection connection, string where, params ReadOnlySpan<(string, object?)> parameters) =>
        connection.Query($"select {Columns} from runs {where}", reader => Read(connection, reader), parameters);

    static Run Read(SqliteConnection connection, SqliteDataReader reader)
    {
        var id = reader.GetInt64(0);
        var status = Enum.Parse<RunStatus>(reader.GetString(5));
        if (status == RunStatus.Running && !new ProcessIdentity(reader.GetInt32(8), reader.Time(9)).IsAlive()) status = RunStatus.Interrupted;
        return new Run
        {
            Id = id,
            Inputs = new RunInputs(reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)),
            Status = status,
            Error = reader.TextOrNull(6),
            OutputFingerprint = reader.TextOrNull(7),
            Started = reader.Time(10),
            Ended = reader.IsDBNull(11) ? null : reader.Time(11),
            Parameters = Texts(connection, "parameters", id),
            Metrics = LastMetrics(connection, id),
            Tags = Texts(connection, "tags", id),
        };
    }

    static SortedDictionary<string, string> Texts(SqliteConnection connection, string table, long run) => Sorted(connection.Query(
        $"select name, value from {table} where run = $run",
        reader => KeyValuePair.Create(reader.GetString(0), reader.GetString(1)), ("$run", run)));

    static SortedDictionary<string, double> LastMetrics(SqliteConnection connection, long run) => Sorted(connection.Query(
        "select name, value, max(step) from metrics where run = $run group by name",   // SQLite takes value from the row of max(step)
        reader => KeyValuePair.Create(reader.GetString(0), Value(reader, 1)), ("$run", run)));

    static SortedDictionary<string, T> Sorted<T>(IEnumerable<KeyValuePair<string, T>> pairs) =>
        new(pairs.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    static double Value(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? double.NaN : reader.GetDouble(column);
}
