using DistributedML.Spark.Connect.Protocol;
using Microsoft.Spark.Sql.Streaming;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>Writes a stream.</summary>
    public DataStreamWriter WriteStream() => new(this);

    /// <summary>Of a stream, how late a row may come: state for times before the greatest time less the delay is let go.</summary>
    /// <param name="eventTime">The column of the rows' times.</param>
    /// <param name="delayThreshold">How late, such as <c>10 minutes</c>.</param>
    public DataFrame WithWatermark(string eventTime, string delayThreshold) =>
        Derive(relation => relation.WithWatermark = new WithWatermark { Input = Relation, EventTime = eventTime, DelayThreshold = delayThreshold });
}
