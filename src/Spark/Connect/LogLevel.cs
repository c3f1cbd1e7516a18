namespace DistributedML.Spark.Connect;

/// <summary>The levels of Spark's log, by weight; <see cref="All"/> shows everything and <see cref="Off"/> nothing.</summary>
enum LogLevel
{
    /// <summary>Every line.</summary>
    All,

    /// <summary>The finest steps.</summary>
    Trace,

    /// <summary>What helps to find an error.</summary>
    Debug,

    /// <summary>What happens.</summary>
    Info,

    /// <summary>What may be wrong.</summary>
    Warn,

    /// <summary>What went wrong.</summary>
    Error,

    /// <summary>What ends the server.</summary>
    Fatal,

    /// <summary>No line.</summary>
    Off,
}
