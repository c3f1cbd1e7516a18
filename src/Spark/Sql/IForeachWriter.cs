namespace Microsoft.Spark.Sql;

/// <summary>Takes the rows of a stream, partition by partition, on the executors. What its fields hold travels there; open connections in <see cref="Open"/>.</summary>
public interface IForeachWriter
{
    /// <summary>Begins a partition of a micro-batch; false when it was written before and its rows are to be passed over.</summary>
    /// <param name="partitionId">The partition's number.</param>
    /// <param name="epochId">The micro-batch's number. A batch that is repeated after a failure has the same.</param>
    bool Open(long partitionId, long epochId);

    /// <summary>Takes a row.</summary>
    void Process(Row row);

    /// <summary>Ends the partition, always.</summary>
    /// <param name="errorOrNull">What ended it early; null when nothing did.</param>
    void Close(Exception errorOrNull);
}
