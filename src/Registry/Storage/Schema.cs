using Microsoft.Data.Sqlite;

namespace DistributedML.Registry.Storage;

/// <summary>The tables, and how each version of them becomes the next.</summary>
static class Schema
{
    /// <summary>"DMLR": marks a SQLite file as a registry.</summary>
    const int ApplicationId = 0x444D4C52;

    /// <summary>Script i leads from version i to version i + 1. Only ever append.</summary>
    public static readonly string[] Migrations =
    [
        """
        create table runs (
            id integer primary key autoincrement,
            name text not null,
            data_fingerprint text not null,
            options_hash text not null,
            code_version text not null,
            status text not null check (status in ('Running', 'Finished', 'Failed', 'Killed')),
            error text,
            output_fingerprint text,
            process_id integer not null,
            process_started text not null,
            started text not null,
            ended text
        ) strict;
        create index runs_by_inputs on runs (name, data_fingerprint, options_hash, code_version);
        create index runs_by_output on runs (output_fingerprint);
        create table parameters (
            run integer not null references runs (id), name text not null, value text not null,
            primary key (run, name)
        ) strict, without rowid;
        create table tags (
            run integer not null references runs (id), name text not null, value text not null,
            primary key (run, name)
        ) strict, without rowid;
        create table metrics (
            run integer not null references runs (id), name text not null, step integer not null, value real, -- null: not a number
            primary key (run, name, step)
        ) strict, without rowid;
        create table versions (
            model text not null, version integer not null check (version >= 1),
            run integer not null references runs (id),
            schema text not null, hash text not null, size integer not null, created text not null,
            primary key (model, version)
        ) strict, without rowid;
        create index versions_by_hash on versions (model, hash);
        create table run_versions (
            run integer not null references runs (id), model text not null, version integer not null,
            primary key (run, model, version),
            foreign key (model, version) references versions (model, version)
        ) strict, without rowid;
        create table alias_changes (
            id integer primary key autoincrement,
            model text not null, alias text not null,
            kind text not null check (kind in ('Promoted', 'RolledBack')),
            version integer not null, previous integer,
            below integer references alias_changes (id), -- the promotion that a rollback of this one goes back to
            time text not null,
            foreign key (model, version) references versions (model, version)
        ) strict;
        create index alias_changes_by_alias on alias_changes (model, alias, id);
        create table aliases (
            model text not null, alias text not null, version integer not null,
            promotion integer not null references alias_changes (id), -- the promotion that holds now
            since text not null,
            primary key (model, alias),
            foreign key (model, version) references versions (model, version)
        ) strict, without rowid;
        """,
        "alter table versions add column header text",   // what the artifact says of itself, JSON; null for versions of before
    ];

    /// <summary>Brings a registry to the newest version, each step in a transaction; makes the tables in an empty database.</summary>
    /// <exception cref="RegistryException">The database is something else, or was made by newer code.</exception>
    public static void Migrate(SqliteConnection connection, string path, IReadOnlyList<string> migrations)
    {
        using (connection.BeginTransaction(deferred: true))   // all of one state, while another process may be making the tables
            if (Version(connection, path, migrations) == migrations.Count) return;
        connection.Execute("pragma journal_mode = wal");
        using var transaction = connection.BeginTransaction();
        for (var version = Version(connection, path, migrations); version < migrations.Count; version++) connection.Execute(migrations[version]);
        connection.Execute($"pragma application_id = {ApplicationId}; pragma user_version = {migrations.Count}");
        transaction.Commit();
    }

    static int Version(SqliteConnection connection, string path, IReadOnlyList<string> migrations)
    {
        var application = connection.Number("pragma application_id");
        var version = (int)connection.Number("pragma user_version")!.Value;
        if (application != ApplicationId && (application != 0 || version != 0 || connection.Number("select count(*) from sqlite_schema") > 0))
            throw new RegistryException($"'{path}' is a SQLite database but not a registry; move it away or choose another work folder");
        if (version > migrations.Count)
            throw new RegistryException(
                $"'{path}' has schema {version}; this program knows schemas up to {migrations.Count}: a newer one made it, use that one");
        return version;
    }
}
