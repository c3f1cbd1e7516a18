using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>A table that Spark computes when its rows are asked for.</summary>
public sealed partial class DataFrame
{
    internal DataFrame(SparkSession session, Relation relation) => (Session, Relation) = (session, relation);

    internal SparkSession Session { get; }

    internal Relation Relation { get; }
}
