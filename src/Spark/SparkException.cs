namespace Microsoft.Spark;

/// <summary>
/// What the Spark server, or the way to it, answered instead of a result: a query that cannot be planned, a job that failed, a server that is not there.
/// The server's causes stand in <see cref="Exception.InnerException"/>, outermost first.
/// </summary>
public sealed class SparkException : Exception
{
    /// <summary>An error with its text alone.</summary>
    public SparkException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>Spark's name of the condition, for example <c>UNRESOLVED_COLUMN.WITH_SUGGESTION</c>; null where the server names none.</summary>
    public string? ErrorClass { get; init; }

    /// <summary>The SQL state of five characters, for example <c>42703</c>; null where the server names none.</summary>
    public string? SqlState { get; init; }

    /// <summary>The values that the message was made of, by the parameter's name.</summary>
    public IReadOnlyDictionary<string, string> MessageParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The places of the query that the error is about.</summary>
    public IReadOnlyList<QueryContext> QueryContexts { get; init; } = [];

    /// <summary>The class of the server's exception and those that it extends, the most exact first; empty where the server names none.</summary>
    public IReadOnlyList<string> ServerTypes { get; init; } = [];

    /// <summary>The server's stack trace, a frame a line; null where the server sends none.</summary>
    public string? ServerStackTrace { get; init; }
}
