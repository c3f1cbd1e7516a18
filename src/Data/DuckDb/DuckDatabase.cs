using System.IO.Enumeration;
using System.Runtime.InteropServices;
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
    /// <param name="folders">The folders whose files SQL may read and write, besides the temporary one; null for all.</param>
    public DuckDatabase(int threads, int memoryMegabytes, string temporaryFolder, IReadOnlyList<string>? folders = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryMegabytes, 64);
        if (Startup.DuckDBOpen(":memory:", out _database) != DuckDBState.Success) throw new TableException("DuckDB cannot be started", TableFault.Resources);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(temporaryFolder))!);   // DuckDB makes only the folder itself
        using var connection = Connect();
        connection.Execute($"set threads = {threads}; set memory_limit = '{memoryMegabytes}MiB'; set temp_directory = '{temporaryFolder.Replace("'", "''")}';"
            + "set autoinstall_known_extensions = false; set autoload_known_extensions = false; set arrow_output_version = '1.4';"
            + "set global TimeZone = 'UTC';"   // else the machine's
            + "set disabled_optimizers = 'common_subexpressions'");   // it takes what stands twice in a TRY out of it, so that it fails
        connection.Execute("create macro number_text(number) as number::varchar;"   // functions that SQL has on every engine of tables
            + "create macro utc_to_zone(utc, zone) as timezone(zone, timezone('UTC', utc))");
        if (folders is not null) connection.Execute(Confine(folders));
    }

    /// <summary>The file of DuckDB itself, for machines of this one's kind.</summary>
    /// <exception cref="TableException">It is not beside the program.</exception>
    public static string NativeLibrary()
    {
        var folders = $"{AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES")}".Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory).Append(Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"));
        string[] names = ["libduckdb.so", "libduckdb.dylib", "duckdb.dll"];
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new TableException($"DuckDB's library ({string.Join(", ", names)}) is not beside the program in {AppContext.BaseDirectory}", TableFault.Resources);
    }

    /// <summary>Opens a connection: one query at a time, from any thread.</summary>
    public DuckConnection Connect() => Startup.DuckDBConnect(_database, out var connection) == DuckDBState.Success
        ? new(connection) : throw new TableException("DuckDB cannot be connected to", TableFault.Resources);

    /// <summary>
    /// What SQL may touch cannot be widened afterwards. A pattern of files is compared as it is written, so each folder stands as a pattern too; a link
    /// is compared as what it leads to.
    /// </summary>
    static string Confine(IReadOnlyList<string> folders)
    {
        var places = folders.Select(Path.GetFullPath).ToList();
        places.AddRange(places.Where(Directory.Exists).SelectMany(LinkedFrom).ToList());
        var (files, others) = (places.Where(File.Exists), places.Where(place => !File.Exists(place)).ToList());
        return $"set allowed_directories = [{Literals(others.Concat(others.Select(SqlText.Glob)))}]; set allowed_paths = [{Literals(files)}];"
            + "set enable_external_access = false; set lock_configuration = true";

        static string Literals(IEnumerable<string> paths) => string.Join(", ", paths.Distinct().Select(SqlText.Literal));
    }

    /// <summary>Where the links in a folder lead to.</summary>
    static IEnumerable<string> LinkedFrom(string folder) => new FileSystemEnumerable<string?>(
        folder, (ref entry) => entry.ToFileSystemInfo().ResolveLinkTarget(returnFinalTarget: true)?.FullName,
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true })
    {
        ShouldIncludePredicate = (ref entry) => IsLink(ref entry),
        ShouldRecursePredicate = (ref entry) => !IsLink(ref entry),
    }.OfType<string>();

    static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();
}
