using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DistributedML.Grains.Checkpoints;

/// <summary>The one statement that runs for every changed key, at SQLite's own interface: the ADO.NET command costs more than the statement, and wants an array for each state.</summary>
sealed class EntryStatement : IDisposable
{
    const string Sql = "insert into entries values (?, ?, ?, ?) on conflict(shard, model, key) do update set state = excluded.state";
    readonly sqlite3 _database;
    readonly sqlite3_stmt _statement;

    internal EntryStatement(SqliteConnection connection)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, Sql, out _statement));
    }

    /// <summary>Stores a shard's state of a key.</summary>
    /// <exception cref="SqliteException">It cannot be stored.</exception>
    internal void Write(long shard, StateEntry entry)
    {
        Check(raw.sqlite3_bind_int64(_statement, 1, shard));
        Check(raw.sqlite3_bind_text(_statement, 2, entry.Model));
        Check(raw.sqlite3_bind_text(_statement, 3, entry.Key));
        Check(raw.sqlite3_bind_blob(_statement, 4, entry.State.AsSpan()));
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE) Check(result);
    }

    public void Dispose() => _statement.Dispose();

    void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
