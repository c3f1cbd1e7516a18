namespace Microsoft.Spark.Sql.Streaming;

/// <summary>Why a streaming query failed.</summary>
public sealed class StreamingQueryException : Exception
{
    /// <summary>A failure with this message.</summary>
    public StreamingQueryException(string message)
        : base(message)
    {
    }

    internal StreamingQueryException(string message, string errorClass, string serverStackTrace)
        : base(message) => (ErrorClass, ServerStackTrace) = (errorClass, serverStackTrace);

    /// <summary>Spark's name of the error; empty when it has none.</summary>
    public string ErrorClass { get; } = "";

    /// <summary>Where on the server it was thrown.</summary>
    public string ServerStackTrace { get; } = "";
}
