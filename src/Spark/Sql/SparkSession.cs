using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>A session on a Spark server: where DataFrames come from.</summary>
public sealed partial class SparkSession : IDisposable, IAsyncDisposable
{
    static long s_planIds;

    internal SparkSession(ConnectClient client) => Client = client;

    internal ConnectClient Client { get; }

    /// <summary>A builder of sessions.</summary>
    public static Builder Builder() => new();

    /// <inheritdoc/>
    public void Dispose() => Blocking.Wait(async () => await DisposeAsync().ConfigureAwait(false));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Client.DisposeAsync();

    /// <summary>A relation with a plan id of its own, by which columns can name it.</summary>
    internal static Relation NewRelation(Action<Relation> fill)
    {
        var relation = new Relation { Common = new RelationCommon { PlanId = Interlocked.Increment(ref s_planIds) } };
        fill(relation);
        return relation;
    }
}
