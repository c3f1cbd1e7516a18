namespace Microsoft.Spark.Sql.Streaming;

/// <summary>
/// Hears of all streaming queries of a session; added by <see cref="StreamingQueryManager.AddListener"/>. Events come one after the other, on a thread of the
/// client's, but for the start, which comes before <see cref="DataStreamWriter.Start"/> returns. An exception of a listener goes to <see cref="System.Diagnostics.Trace"/>.
/// </summary>
public abstract class StreamingQueryListener
{
    /// <summary>A query has started.</summary>
    public virtual void OnQueryStarted(QueryStartedEvent started)
    {
    }

    /// <summary>A query has done a batch.</summary>
    public virtual void OnQueryProgress(QueryProgressEvent progress)
    {
    }

    /// <summary>A query waits for more to come.</summary>
    public virtual void OnQueryIdle(QueryIdleEvent idle)
    {
    }

    /// <summary>A query has ended or failed.</summary>
    public virtual void OnQueryTerminated(QueryTerminatedEvent terminated)
    {
    }
}
