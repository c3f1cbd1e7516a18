namespace Microsoft.Spark.Sql.Streaming;

/// <summary>Which rows of a streaming query's result a batch writes.</summary>
public enum OutputMode
{
    /// <summary>Those that are new and will not change.</summary>
    Append,

    /// <summary>All.</summary>
    Complete,

    /// <summary>Those that have changed.</summary>
    Update,
}
