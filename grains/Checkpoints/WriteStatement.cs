using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DistributedML.Grains.Checkpoints;

/// <summary>
/// A statement that runs for each of many rows, at SQLite's own interface: the ADO.NET command costs more than the statement, makes garbage for every value,
/// and wants an array for each state.
/// </summary>
sealed class WriteStatement : IDisposable
{
    readonly sqlite3 _database;
    readonly sqlite3_stmt _statement;
    int _bound;

    /// <summary>Prepares a statement that returns no rows; its parameters are the question marks, in order.</summary>
    /// <exception cref="SqliteException">It is not valid.</exception>
    internal WriteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Gives the next parameter its value.</summary>
    internal WriteStatement Bind(long value) => Bound(raw.sqlite3_bind_int64(_statement, ++_bound, value));

    /// <inheritdoc cref="Bind(long)"/>
    internal WriteStatement Bind(long? value) => value is { } known ? Bind(known) : Bound(raw.sqlite3_bind_null(_statement, ++_bound));

    /// <inheritdoc cref="Bind(long)"/>
    internal WriteStatement Bind(double value) => Bound(raw.sqlite3_bind_double(_statement, ++_bound, value));

    /// <inheritdoc cref="Bind(long)"/>
    internal WriteStatement Bind(string value) => Bound(raw.sqlite3_bind_text(_statement, ++_bound, value));

    /// <inheritdoc cref="Bind(long)"/>
    internal WriteStatement Bind(ReadOnlySpan<byte> value) => Bound(raw.sqlite3_bind_blob(_statement, ++_bound, value));

    /// <summary>Runs the statement with the values bound since the last time.</summary>
    /// <exception cref="SqliteException">It cannot be done.</exception>
    internal void Run()
    {
        _bound = 0;
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE) Check(result);
    }

    public void Dispose() => _statement.Dispose();

    WriteStatement Bound(int result)
    {
        if (result == raw.SQLITE_OK) return this;
        _bound = 0;
        Check(result);
        return this;
    }

    void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
