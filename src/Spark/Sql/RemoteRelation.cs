using System.Runtime.CompilerServices;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>
/// A relation that the server keeps for this client. Every DataFrame built on it holds the same message, so when the message is collected as garbage
/// none is left, and the server is told to let go. A session that ends lets go of all.
/// </summary>
sealed class RemoteRelation
{
    static readonly ConditionalWeakTable<CachedRemoteRelation, RemoteRelation> Kept = [];

    readonly SparkSession _session;   // a weak reference would be gone by the time of the finalizer
    readonly string _id;

    RemoteRelation(SparkSession session, string id) => (_session, _id) = (session, id);

    ~RemoteRelation() => _ = ReleaseAsync(_session, _id);

    /// <summary>From now on the server keeps the relation as long as something here refers to it.</summary>
    public static void Track(SparkSession session, CachedRemoteRelation relation) => Kept.Add(relation, new(session, relation.RelationId));

    static async Task ReleaseAsync(SparkSession session, string id)
    {
        // The finalizer's thread must not wait, and an exception has nobody to catch it: a session that has ended has let go already.
        await Task.Yield();
        try
        {
            await session.CommandAsync(new Command { RemoveCachedRemoteRelationCommand = new() { Relation = new() { RelationId = id } } }, default).ConfigureAwait(false);
        }
        catch (Exception)
        {
        }
    }
}
