using DistributedML.Data;
using DistributedML.Data.DuckDb;
using Microsoft.Spark;

namespace DistributedML.Engines.Scoring;

/// <summary>DuckDB on Spark's executors, for functions that compute expressions of its SQL.</summary>
public static class SentDuckDb
{
    /// <summary>Sends it with the functions that are made from now on. The executors must be of this machine's kind.</summary>
    /// <exception cref="TableException">DuckDB is not beside the program.</exception>
    public static void Send() => SparkContext.AddLibrary(DuckDatabase.NativeLibrary());
}
