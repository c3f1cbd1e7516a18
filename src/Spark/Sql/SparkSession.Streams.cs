using Microsoft.Spark.Sql.Streaming;

namespace Microsoft.Spark.Sql;

public sealed partial class SparkSession
{
    StreamingQueryManager? _streams;

    /// <summary>Reads streams.</summary>
    public DataStreamReader ReadStream() => new(this);

    /// <summary>The session's streaming queries.</summary>
    public StreamingQueryManager Streams() => LazyInitializer.EnsureInitialized(ref _streams, () => new StreamingQueryManager(this));
}
