using System.Globalization;
using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>
/// Builds a <see cref="SparkSession"/>. The server is that of <see cref="Remote"/>, else that of the environment's <c>SPARK_REMOTE</c>, else one that is started on
/// <see cref="Master"/> from the Spark distribution in <c>SPARK_HOME</c> and ends with the session or with the process.
/// </summary>
public sealed class Builder
{
    const string RemoteKey = "spark.remote", MasterKey = "spark.master", HomeKey = "spark.home";

    readonly Dictionary<string, string> _settings = [];

    internal Builder()
    {
    }

    /// <summary>Where a server is started: <c>local[4]</c>, <c>spark://host:port</c>, <c>yarn</c>, ...; <c>local[*]</c> where it is not said.</summary>
    public Builder Master(string master) => Config(MasterKey, master);

    /// <summary>The application's name in Spark's web pages.</summary>
    public Builder AppName(string appName) => Config("spark.app.name", appName);

    /// <summary>Takes the server at this address: <c>sc://host[:port][/;key=value;...]</c> with the keys token, use_ssl, user_id, user_agent and session_id.</summary>
    public Builder Remote(string address) => Config(RemoteKey, address);

    /// <summary>Sets a setting: of the server where it is started for the session, else of the session as far as the server lets it.</summary>
    public Builder Config(string key, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        _settings[key] = value;
        return this;
    }

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, bool value) => Config(key, value ? "true" : "false");

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, double value) => Config(key, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, long value) => Config(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sets all settings of <paramref name="conf"/>.</summary>
    public Builder Config(SparkConf conf)
    {
        foreach (var (key, value) in conf.GetAll()) Config(key, value);
        return this;
    }

    /// <summary>Keeps tables in a Hive metastore, where the server is started for the session and its distribution has Hive.</summary>
    public Builder EnableHiveSupport() => Config("spark.sql.catalogImplementation", "hive");

    /// <summary>The living active or default session, with this builder's settings set on it, or else a new one; it is active in this flow of control then.</summary>
    /// <exception cref="SparkException">There is no such server, or it refuses the token.</exception>
    /// <exception cref="InvalidOperationException">There is no server to take and none to start; the message says what to set.</exception>
    public SparkSession GetOrCreate()
    {
        var session = Blocking.Wait(() => GetOrCreateAsync());
        SparkSession.SetActiveSession(session);
        return session;
    }

    /// <inheritdoc cref="GetOrCreate"/>
    /// <remarks>A new session becomes the default one, but not the active one of the caller, whose flow of control an asynchronous method cannot change.</remarks>
    public async Task<SparkSession> GetOrCreateAsync(CancellationToken cancel = default)
    {
        var living = SparkSession.GetActiveSession() ?? SparkSession.GetDefaultSession();
        if (living is null || !Fits(living))
        {
            var session = await CreateAsync(cancel).ConfigureAwait(false);
            SparkSession.OfferDefault(session);
            return session;
        }
        await ApplyAsync(living.Client, cancel).ConfigureAwait(false);
        return living;
    }

    /// <summary>A new session, whatever others there are, and neither the active nor the default one.</summary>
    public SparkSession Create() => Blocking.Wait(() => CreateAsync());

    /// <inheritdoc cref="Create"/>
    public async Task<SparkSession> CreateAsync(CancellationToken cancel = default)
    {
        var remote = Address();
        var server = remote is null ? await StartAsync(cancel).ConfigureAwait(false) : null;
        ConnectClient? client = null;
        try
        {
            client = new ConnectClient(ConnectAddress.Parse(remote ?? server!.Address));
            var version = (await client.AnalyzeAsync(ask => ask.SparkVersion = new(), cancel).ConfigureAwait(false)).SparkVersion.Version;
            if (!System.Version.TryParse(version.Split('-')[0], out var parsed) || parsed.Major < 4)
                throw new InvalidOperationException($"The Spark server at {client.Address.Place} is of version {version}: 4.0 or later is needed");
            await ApplyAsync(client, cancel).ConfigureAwait(false); // a server that was started has those that begin with spark. alone
            var session = new SparkSession(client, version, server);
            if (Environment.GetEnvironmentVariable(ConsoleProgress.Variable) is { Length: > 0 }) session.Progressed += new ConsoleProgress().Report;
            return session;
        }
        catch
        {
            if (client is not null) await client.DisposeAsync().ConfigureAwait(false);
            if (server is not null) await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    string? Address() =>
        _settings.GetValueOrDefault(RemoteKey) is { Length: > 0 } named ? named
        : Environment.GetEnvironmentVariable("SPARK_REMOTE") is { Length: > 0 } remote ? remote
        : null;

    /// <summary>Whether a living session is on the server that this builder names, if it names one.</summary>
    bool Fits(SparkSession living)
    {
        if (!_settings.TryGetValue(RemoteKey, out var remote)) return true;
        var (here, there) = (living.Client.Address, ConnectAddress.Parse(remote));
        return here.Place == there.Place && here.Token == there.Token && here.Tls == there.Tls && (there.SessionId is null || there.SessionId == living.Client.SessionId);
    }

    Task<LocalServer> StartAsync(CancellationToken cancel)
    {
        if (TaskContext.Current is not null)
        {
            throw new InvalidOperationException(
                "A C# function has no Spark session on an executor, and starts no server there: use the session outside of it, or in ForeachBatch");
        }
        var home = _settings.GetValueOrDefault(HomeKey) is { Length: > 0 } named ? named : Environment.GetEnvironmentVariable("SPARK_HOME");
        if (string.IsNullOrEmpty(home))
            throw new InvalidOperationException("No Spark server: name one by Remote(\"sc://host:port\") or the variable SPARK_REMOTE, or set SPARK_HOME to the folder of a Spark distribution of version 4 to have one started");
        var settings = _settings.Where(setting => setting.Key is not (RemoteKey or MasterKey or HomeKey)).ToDictionary();
        var worker = Environment.GetEnvironmentVariable("PYSPARK_PYTHON") is { Length: > 0 } ? null : LocalServer.FindWorker();
        return LocalServer.StartAsync(home, _settings.GetValueOrDefault(MasterKey, "local[*]"), settings, worker, cancel: cancel);
    }

    /// <summary>Sets the settings on a session; those that only a server's start can set are left out by the server.</summary>
    async Task ApplyAsync(ConnectClient client, CancellationToken cancel)
    {
        var set = new ConfigRequest.Types.Set { Silent = true };
        foreach (var (key, value) in _settings)
        {
            if (key is not (RemoteKey or MasterKey or HomeKey)) set.Pairs.Add(new KeyValue { Key = key, Value = value });
        }
        if (set.Pairs.Count > 0) await client.ConfigAsync(new() { Set = set }, cancel).ConfigureAwait(false);
    }
}
