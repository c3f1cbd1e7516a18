using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;
using DistributedML.Spark.Functions;

namespace Microsoft.Spark.Sql;

/// <summary>
/// A session on a Spark server: where DataFrames come from. Made by <see cref="Builder()"/>; one that started its server ends it with itself. Sessions may be used
/// by several threads at once.
/// </summary>
public sealed partial class SparkSession : IDisposable, IAsyncDisposable
{
    static long _planIds;

    readonly LocalServer? _server;
    readonly string _version;
    readonly Lazy<SparkContext> _context;

    internal SparkSession(ConnectClient client, string version, LocalServer? server = null)
    {
        (Client, _version, _server) = (client, version, server);
        _context = new(() => new SparkContext(this));
    }

    /// <summary>What an application of Microsoft.Spark does by its context, as far as it has a meaning for a session.</summary>
    public SparkContext SparkContext => _context.Value;

    internal ConnectClient Client { get; }

    /// <summary>The server that was started for this session; null when it was there before.</summary>
    internal LocalServer? Server => _server;

    /// <summary>A builder of sessions.</summary>
    public static Builder Builder() => new();

    /// <summary>The server's version of Spark, such as <c>4.2.0</c>.</summary>
    public string Version() => _version;

    /// <summary>The settings of this session.</summary>
    public RuntimeConfig Conf() => new(Client);

    /// <summary>Another session on the server with settings, views and functions of its own.</summary>
    public SparkSession NewSession() => new(Client.NewSession(), _version);

    /// <summary>Another session on the server that begins with a copy of this one's settings, views, functions and artifacts. Spark 4.1 and later.</summary>
    public SparkSession CloneSession() => Blocking.Wait(() => CloneSessionAsync());

    /// <inheritdoc cref="CloneSession()"/>
    public async Task<SparkSession> CloneSessionAsync(CancellationToken cancel = default)
    {
        var client = await Client.CloneAsync(cancel).ConfigureAwait(false);
        FunctionArtifacts.Copy(Client, client);
        return new(client, _version);
    }

    /// <summary>Ends the session, and the server if it was started for it.</summary>
    public void Stop() => Dispose();

    /// <inheritdoc/>
    public void Dispose() => Blocking.Wait(async () => await DisposeAsync().ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync().ConfigureAwait(false);
        Forget(this);
        if (_server is not null) await _server.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Makes plan ids from here on that no other process makes: relations come from two processes then.</summary>
    internal static void SkipPlanIds() => Interlocked.Add(ref _planIds, 1L << 40);

    /// <summary>A relation with a plan id of its own, by which columns can name it.</summary>
    internal static Relation NewRelation(Action<Relation> fill)
    {
        var relation = new Relation { Common = new RelationCommon { PlanId = Interlocked.Increment(ref _planIds) } };
        fill(relation);
        return relation;
    }
}
