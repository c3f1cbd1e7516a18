using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using DistributedML.Models.Streams;
using DistributedML.Streams;
using Microsoft.Data.Sqlite;

namespace DistributedML.Grains.Checkpoints;

/// <summary>The tables of a checkpoint file, and what is read from and written to them. Used by one thread.</summary>
sealed class SqliteCheckpointTables : IDisposable
{
    const string Schema = """
        create table if not exists shards(
            id integer primary key, deployment text not null, partition integer not null, epoch integer not null, position blob, hash integer,
            unique(deployment, partition));
        create table if not exists entries(
            shard integer not null, model text not null, key text not null, state blob not null, hash integer not null, primary key(shard, model, key));
        create table if not exists outputs(
            number integer primary key, id text not null unique, shard integer not null, event text not null, model text not null, key text not null,
            time integer not null, kind text not null, payload text not null);
        create index if not exists outputs_of_model on outputs(shard, model, number);
        drop index if exists outputs_of_shard;
        """;

    readonly SqliteConnection _connection;
    readonly SqliteCommand _begin, _commit, _rollback, _raise, _epoch;
    readonly WriteStatement _add, _position, _entry, _remove, _replace, _moveEntry, _output, _moveOutput, _forget;

    internal SqliteCheckpointTables(string file)
    {
        File = file;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            _connection.Open();
            Command("pragma page_size = 8192").ExecuteNonQuery();
            Command("pragma journal_mode = wal").ExecuteNonQuery();
            Command("pragma synchronous = normal; pragma wal_autocheckpoint = 4000; pragma journal_size_limit = 67108864").ExecuteNonQuery();
            if (IsOlder()) throw new IOException($"{file} holds states of a version before they had checksums; remove it to begin anew from the trained models");
            Command(Schema).ExecuteNonQuery();
            if (HasIdsWithoutKeys())
                throw new IOException($"{file} holds states of a version that could not move keys to new partitions; "
                    + "remove it to begin anew from the trained models");
        }
        catch (SqliteException exception)
        {
            _connection.Dispose();
            throw new IOException($"{file} cannot be opened as checkpoint file: {exception.Message}", exception);
        }
        _begin = Command("begin immediate");
        _commit = Command("commit");
        _rollback = Command("rollback");
        _raise = Command("""
            insert into shards(deployment, partition, epoch) values ($0, $1, 1)
            on conflict(deployment, partition) do update set epoch = epoch + 1 returning id, epoch
            """, 2);
        _epoch = Command("select id, epoch from shards where deployment = $0 and partition = $1", 2);
        _add = new(_connection,
            "insert into shards(deployment, partition, epoch) values (?, ?, 0) on conflict(deployment, partition) do nothing");
        _position = new(_connection, "update shards set position = ?, hash = ? where id = ?");
        _entry = new(_connection, "insert into entries values (?, ?, ?, ?, ?) on conflict(shard, model, key) do update set state = excluded.state, hash = excluded.hash");
        _remove = new(_connection, "delete from entries where shard = ? and model = ? and key = ?");
        _replace = new(_connection, "delete from entries where shard = ? and model = ?");
        _moveEntry = new(_connection, "update or replace entries set shard = ? where shard = ? and model = ? and key = ?");
        _moveOutput = new(_connection, "update outputs set shard = ? where number = ?");
        _output = new(_connection, "insert into outputs values (null, ?, ?, ?, ?, ?, ?, ?, ?) on conflict(id) do nothing");
        _forget = new(_connection, $"""
            delete from outputs where shard = ?1 and model = ?2
            and number <= (select number from outputs where shard = ?1 and model = ?2 order by number desc limit 1 offset {ShardCheckpoint.KeptOutputs})
            """);
    }

    internal string File { get; }

    public void Dispose()
    {
        _add.Dispose();
        _position.Dispose();
        _entry.Dispose();
        _remove.Dispose();
        _replace.Dispose();
        _moveEntry.Dispose();
        _moveOutput.Dispose();
        _output.Dispose();
        _forget.Dispose();
        _connection.Dispose();
    }

    internal void InTransaction(Action action)
    {
        _begin.ExecuteNonQuery();
        try
        {
            action();
            _commit.ExecuteNonQuery();
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    internal ShardCheckpoint Open(ShardId shard)
    {
        var (id, epoch) = Find(_raise, shard)!.Value;
        var damaged = new List<(string, string)>();
        return new(epoch, ReadPosition(shard, id), ReadEntries(id, damaged), ReadOutputs(id)) { Damaged = damaged };
    }

    internal long Epoch(ShardId shard) => Find(_epoch, shard)?.Epoch ?? 0;

    internal void Write(CheckpointWrite write)
    {
        var id = Find(_epoch, write.Shard)!.Value.Id;
        var position = JsonSerializer.SerializeToUtf8Bytes(write.Position);
        _position.Bind(position).Bind(Checksum("", "", position)).Bind(id).Run();
        foreach (var model in write.Replaced) _replace.Bind(id).Bind(model).Run();
        foreach (var (model, key) in write.Removed) _remove.Bind(id).Bind(model).Bind(key).Run();
        foreach (var entry in write.Entries) Write(id, entry);
        foreach (var (partition, entry) in write.Handed) Write(Add(write.Shard with { Partition = partition }), entry);
        foreach (var output in write.Outputs)
        {
            _output.Bind(output.Id).Bind(id).Bind(output.EventId).Bind(output.Model).Bind(output.Key).Bind(output.Time.Ticks).Bind(output.Kind)
                .Bind(output.Payload).Run();
        }
        foreach (var model in write.Outputs.Select(output => output.Model).Distinct()) _forget.Bind(id).Bind(model).Run();
    }

    internal int Shards(string deployment)
    {
        using var command = Command("select coalesce(max(partition) + 1, 0) from shards where deployment = $0", 1);
        command.Parameters[0].Value = deployment;
        return (int)(long)command.ExecuteScalar()!;
    }

    void Write(long id, StateEntry entry) =>
        _entry.Bind(id).Bind(entry.Model).Bind(entry.Key).Bind(entry.State.AsSpan())
            .Bind(Checksum(entry.Model, entry.Key, entry.State)).Run();

    long Add(ShardId shard)
    {
        _add.Bind(shard.Deployment).Bind(shard.Partition).Run();
        return Find(_epoch, shard)!.Value.Id;
    }

    internal void Spread(IReadOnlyList<CheckpointWrite> shards)
    {
        long[] ids = [.. shards.Select(shard => Add(shard.Shard))];
        for (var partition = 0; partition < ids.Length; partition++)
        {
            if (shards[partition].Epoch == 0) continue;
            const string Entries = "select model, key from entries where shard = $0 and key <> ''";
            foreach (var (model, key) in Read(ids[partition], Entries, row => (row.GetString(0), row.GetString(1))))
            {
                if (model.Length > 0 && Owner(key) is var owner && owner != partition)
                    _moveEntry.Bind(ids[owner]).Bind(ids[partition]).Bind(model).Bind(key).Run();
            }
            const string Outputs = "select number, key from outputs where shard = $0 and key <> ''";
            foreach (var (number, key) in Read(ids[partition], Outputs, row => (row.GetInt64(0), row.GetString(1))))
            {
                if (Owner(key) is var owner && owner != partition) _moveOutput.Bind(ids[owner]).Bind(number).Run();
            }
        }
        foreach (var shard in shards) Write(shard);

        int Owner(string key) => Murmur2.Partition(key, ids.Length);
    }

    static (long Id, long Epoch)? Find(SqliteCommand command, ShardId shard)
    {
        (command.Parameters[0].Value, command.Parameters[1].Value) = (shard.Deployment, shard.Partition);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    List<T> Read<T>(long id, string sql, Func<SqliteDataReader, T> row)
    {
        using var command = Command(sql, 1);
        command.Parameters[0].Value = id;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    // Without its offset a shard cannot tell which events its states have learned.
    ShardPosition? ReadPosition(ShardId shard, long id)
    {
        using var command = Command("select position, hash from shards where id = $0", 1);
        command.Parameters[0].Value = id;
        using var reader = command.ExecuteReader();
        if (!reader.Read() || reader.IsDBNull(0)) return null;
        var position = Bytes(reader[0]);
        return reader[1] is long hash && hash == Checksum("", "", position) ? JsonSerializer.Deserialize<ShardPosition>(position) : throw new IOException(
            $"the stored position of shard {shard} in {File} is damaged; remove the file to begin anew from the trained models and the topic's events");
    }

    List<StateEntry> ReadEntries(long id, List<(string, string)> damaged)
    {
        using var command = Command("select model, key, state, hash from entries where shard = $0", 1);
        command.Parameters[0].Value = id;
        using var reader = command.ExecuteReader();
        var entries = new List<StateEntry>();
        while (reader.Read())
        {
            var entry = new StateEntry(reader.GetString(0), reader.GetString(1), Bytes(reader[2]));
            if (reader[3] is long hash && hash == Checksum(entry.Model, entry.Key, entry.State)) entries.Add(entry);
            else damaged.Add((entry.Model, entry.Key));
        }
        return entries;
    }

    // Whoever changed the file may have changed the type too.
    static byte[] Bytes(object value) => value as byte[] ?? Encoding.UTF8.GetBytes($"{value}");

    // A state belongs to its model and key: bytes under a wrong name are as wrong as wrong bytes.
    static long Checksum(string model, string key, ReadOnlySpan<byte> state)
    {
        var seed = (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan()), (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(model.AsSpan())));
        return (long)XxHash3.HashToUInt64(state, seed);
    }

    List<OutputRecord> ReadOutputs(long id)
    {
        using var command = Command("""
            select id, event, model, key, time, kind, payload
            from (select *, row_number() over (partition by model order by number desc) as place from outputs where shard = $0)
            where place <= $1 order by number desc
            """, 2);
        (command.Parameters[0].Value, command.Parameters[1].Value) = (id, ShardCheckpoint.NewestOutputs);
        using var reader = command.ExecuteReader();
        var outputs = new List<OutputRecord>();
        while (reader.Read())
        {
            outputs.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), new DateTime(reader.GetInt64(4)),
                reader.GetString(5), reader.GetString(6)));
        }
        outputs.Reverse();
        return outputs;
    }

    bool IsOlder() => Command("select 1 from sqlite_schema where name = 'alerts' union all select 1 from pragma_table_info('shards') where name = 'incarnation'")
        .ExecuteScalar() is not null;

    bool HasIdsWithoutKeys() =>
        Command("select 1 from shards join entries on shard = id where model = '' and key between 'ids/' and 'ids/~' limit 1")
            .ExecuteScalar() is not null;

    void RollBack()
    {
        try
        {
            _rollback.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // The error that led here may have ended the transaction already.
        }
    }

    SqliteCommand Command(string sql, int parameters = 0)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++) command.Parameters.Add(new SqliteParameter($"${i}", null));
        if (parameters > 0) command.Prepare();
        return command;
    }
}
