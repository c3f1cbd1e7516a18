using Microsoft.Data.Sqlite;

namespace DistributedML.Registry.Storage;

/// <summary>
/// The SQLite file. Readers see the last committed state and never wait (write-ahead log); writers queue for up to <see cref="BusySeconds"/>.
/// Each call takes a connection of its own from a pool, so all calls may come from any thread.
/// </summary>
sealed class RegistryDatabase : IDisposable
{
    const int BusySeconds = 30;

    readonly string _path;
    readonly string _connectionString;
    DateTime? _created;

    public RegistryDatabase(string path, IReadOnlyList<string> migrations)
    {
        _path = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = BusySeconds }.ToString();
        Guarded(() =>
        {
            using var connection = Connect();
            Schema.Migrate(connection, path, migrations);
            return true;
        });
        _created = File.GetCreationTimeUtc(path);
    }

    /// <summary>Reads one consistent state.</summary>
    public T Read<T>(Func<SqliteConnection, T> read) => Guarded(() =>
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        return read(connection);
    });

    /// <summary>Runs one transaction, alone among writers; nothing of it stays when it throws. On the disk when this returns.</summary>
    public T Write<T>(Func<SqliteConnection, T> write) => Guarded(() =>
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction();
        var result = write(connection);
        transaction.Commit();
        return result;
    });

    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    SqliteConnection Connect()
    {
        Look();
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute($"pragma busy_timeout = {BusySeconds * 1000}; pragma synchronous = full");
        return connection;
    }

    // An open connection goes on with a file that was removed, as if it were still there, and one that is put in its place is never seen.
    void Look()
    {
        if (_created is not { } created) return;
        if (!File.Exists(_path)) throw new RegistryException($"the registry '{_path}' is gone; put it back, or restore it from a backup");
        if (File.GetCreationTimeUtc(_path) is var now && now == created) return;
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        _created = now;
    }

    T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException exception)
        {
            throw new RegistryException(exception.SqliteErrorCode switch
            {
                SQLitePCL.raw.SQLITE_FULL => $"disk full while writing '{_path}'; nothing was changed",
                SQLitePCL.raw.SQLITE_NOTADB => $"'{_path}' is not a registry: it is no SQLite database; move it away or choose another work folder",
                SQLitePCL.raw.SQLITE_CORRUPT => $"'{_path}' is damaged; restore it from a backup",
                SQLitePCL.raw.SQLITE_BUSY => $"another process has been writing to '{_path}' for {BusySeconds} s; try again when it is done",
                SQLitePCL.raw.SQLITE_READONLY => $"'{_path}' cannot be written; check the permissions of the file and its folder",
                SQLitePCL.raw.SQLITE_CANTOPEN => $"'{_path}' cannot be opened; check that its folder exists and may be written",
                _ => $"'{_path}': {exception.Message}",
            }, exception);
        }
    }
}
