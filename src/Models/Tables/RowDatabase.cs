using DistributedML.Data;
using DistributedML.Data.DuckDb;

namespace DistributedML.Models.Tables;

/// <summary>The embedded DuckDB that computes the pipeline's expressions wherever rows come from. It reads no files.</summary>
static class RowDatabase
{
    static readonly Lazy<DuckDatabase> Database =
        new(() => new DuckDatabase(threads: 1, memoryMegabytes: 256, Path.Combine(Path.GetTempPath(), $"dml-features-{Environment.ProcessId}"), folders: []));

    /// <summary>Opens a connection.</summary>
    /// <param name="what">What is computed, for the error.</param>
    /// <param name="remedy">What to do where it cannot be.</param>
    /// <exception cref="TableException">DuckDB is not there.</exception>
    public static DuckConnection Connect(string what, string remedy)
    {
        try
        {
            return Database.Value.Connect();
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            throw new TableException($"{what} are computed by DuckDB, which is not there on this machine, or is of another kind of machine; {remedy}", TableFault.Input, error);
        }
    }
}
