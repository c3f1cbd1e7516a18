using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace DistributedML.Data.DuckDb;

/// <summary>An in-memory DuckDB database of this process. Its tables and views are seen by all of its connections.</summary>
public sealed class DuckDatabase : IDisposable
{
    readonly DuckDBDatabase _database;

    /// <summary>Opens an empty database.</summary>
    /// <param name="threads">Worker threads; at least 1.</param>
    /// <param name="memoryMegabytes">Memory that tables and queries may take before they spill to the folder; at least 64.</param>
    /// <param name="temporaryFolder">Where queries spill to; made when needed.</param>
    public DuckDatabase(int threads, int memoryMegabytes, string temporaryFolder)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryMegabytes, 64);
        if (Startup.DuckDBOpen(":memory:", out _database) != DuckDBState.Success) throw new TableException("DuckDB cannot be started", TableFault.Resources);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(temporaryFolder))!);   // DuckDB makes only the folder itself
        using var connection = Connect();
        connection.Execute($"set threads = {threads}; set memory_limit = '{memoryMegabytes}MiB'; set temp_directory = '{temporaryFolder.Replace("'", "''")}';"
            + "set autoinstall_known_extensions = false; set arrow_output_version = '1.4';"
            + "set disabled_optimizers = 'common_subexpressions'");   // it takes what stands twice in a TRY out of it, so that it fails
    }

    /// <summary>Opens a connection: one query at a time, from any thread.</summary>
    public DuckConnection Connect() => Startup.DuckDBConnect(_database, out var connection) == DuckDBState.Success
        ? new(connection) : throw new TableException("DuckDB cannot be connected to", TableFault.Resources);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
