using System.Text.Json;
using DistributedML.Numerics;
using Microsoft.Data.Sqlite;

namespace DistributedML.Registry.Storage;

/// <summary>Model versions.</summary>
sealed class VersionStore(RegistryDatabase database)
{
    const string Columns = "model, version, run, schema, hash, size, created, header";

    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Adds a version, or finds the one that the same inputs made with the same bytes.</summary>
    public ModelVersion Register(long run, string model, IReadOnlyList<ModelColumn> schema, string? header, string hash, long size) => database.Write(connection =>
    {
        RunStore.CheckOpen(connection, run);
        var columns = JsonSerializer.Serialize(schema, Json);
        var version = FindSame(connection, run, model, columns, hash) ?? Insert(connection, run, model, columns, header, hash, size);
        connection.Execute("insert or ignore into run_versions values ($run, $model, $version)", ("$run", run), ("$model", model), ("$version", version));
        return Get(connection, model, (int)version);
    });

    public ModelVersion Get(string model, int version) => database.Read(connection => Get(connection, model, version));

    /// <exception cref="RegistryException">There is no such model or version.</exception>
    public static ModelVersion Get(SqliteConnection connection, string model, int version)
    {
        if (Select(connection, "where model = $model and version = $version", ("$model", model), ("$version", version)) is [var found]) return found;
        throw new RegistryException($"model '{model}' has no version {version}; it has 1 to {Latest(connection, model)}");
    }

    /// <exception cref="RegistryException">There is no such model.</exception>
    public static int Latest(SqliteConnection connection, string model) =>
        (int?)connection.Number("select max(version) from versions where model = $model", ("$model", model))
        ?? throw new RegistryException(
            $"there is no model '{model}'{NearName.Hint(model, connection.Query("select distinct model from versions order by model", reader => reader.GetString(0)))}");

    public IReadOnlyList<ModelVersion> List(string model) => database.Read(connection =>
    {
        Latest(connection, model);
        return Select(connection, "where model = $model order by version desc", ("$model", model));
    });

    public IReadOnlyList<ModelVersion> MadeBy(long run) => database.Read(connection => Select(
        connection,
        "where (model, version) in (select model, version from run_versions where run = $run) order by model, version", ("$run", run)));

    public IReadOnlyList<ModelVersion> TrainedOn(string fingerprint) => database.Read(connection => Select(
        connection,
        """
        where (model, version) in (
            select model, version from run_versions join runs on runs.id = run_versions.run where data_fingerprint = $fingerprint)
        order by model, version
        """, ("$fingerprint", fingerprint)));

    public IReadOnlyList<ModelSummary> Models() => database.Read(connection => connection.Query(
        "select model, max(version), created from versions group by model order by model",   // SQLite takes created from the row of max(version)
        reader => new ModelSummary(
            reader.GetString(0), reader.GetInt32(1), reader.Time(2), AliasStore.List(connection, reader.GetString(0)))));

    public Lineage Lineage(string model, int version) => database.Read(connection =>
    {
        var found = Get(connection, model, version);
        var training = RunStore.Get(connection, found.RunId);
        return new Lineage(found, training, RunStore.FindPublisher(connection, training.Inputs.DataFingerprint));
    });

    static long? FindSame(SqliteConnection connection, long run, string model, string columns, string hash) => connection.Number(
        """
        select version from versions
        join runs as maker on maker.id = versions.run
        join runs as again on again.id = $run
        where model = $model and hash = $hash and schema = $schema
            and (maker.data_fingerprint, maker.options_hash, maker.code_version) = (again.data_fingerprint, again.options_hash, again.code_version)
        order by version limit 1
        """, ("$run", run), ("$model", model), ("$hash", hash), ("$schema", columns));

    static long Insert(SqliteConnection connection, long run, string model, string columns, string? header, string hash, long size) => connection.Number(
        """
        insert into versions
        select $model, coalesce(max(version), 0) + 1, $run, $schema, $hash, $size, $now, $header from versions where model = $model returning version
        """,
        ("$model", model), ("$run", run), ("$schema", columns), ("$hash", hash), ("$size", size), ("$header", header), ("$now", DateTimeOffset.UtcNow.ToText()))!.Value;

    static List<ModelVersion> Select(SqliteConnection connection, string where, params ReadOnlySpan<(string, object?)> parameters) => connection.Query(
        $"select {Columns} from versions {where}",
        reader => new ModelVersion
        {
            Model = reader.GetString(0),
            Version = reader.GetInt32(1),
            RunId = reader.GetInt64(2),
            Schema = JsonSerializer.Deserialize<List<ModelColumn>>(reader.GetString(3), Json)!,
            File = ArtifactStore.File(reader.GetString(4)),
            Hash = reader.GetString(4),
            Size = reader.GetInt64(5),
            Created = reader.Time(6),
            Header = reader.IsDBNull(7) ? null : reader.GetString(7),
        }, parameters);
}
