using DistributedML.Numerics;
using Microsoft.Data.Sqlite;

namespace DistributedML.Registry.Storage;

/// <summary>
/// Aliases and their history. The promotions of an alias form a stack, linked by <c>below</c>: promoting pushes, rolling back pops. The history keeps
/// every move, also those that were rolled back.
/// </summary>
sealed class AliasStore(RegistryDatabase database)
{
    const string ChangeColumns = "id, model, alias, kind, version, previous, time";

    readonly record struct Position(int Version, long Promotion);

    public AliasChange Promote(string model, string alias, int version, Action<int?> checkCurrent) => database.Write(connection =>
    {
        VersionStore.Get(connection, model, version);
        var current = Find(connection, model, alias);
        checkCurrent(current?.Version);
        if (current?.Version == version) return History(connection, model, alias)[0];
        var change = Insert(connection, model, alias, AliasChangeKind.Promoted, version, current?.Version, below: current?.Promotion);
        Set(connection, change, promotion: change.Id);
        return change;
    });

    public AliasChange Rollback(string model, string alias, Action<int?> checkCurrent) => database.Write(connection =>
    {
        var current = Get(connection, model, alias);
        checkCurrent(current.Version);
        var before = connection.Query(
            "select version, id from alias_changes where id = (select below from alias_changes where id = $promotion)",
            reader => new Position(reader.GetInt32(0), reader.GetInt64(1)), ("$promotion", current.Promotion));
        if (before is not [var target])
            throw new RegistryException($"alias '{alias}' of model '{model}' cannot be rolled back: no version had it before version {current.Version}");
        var change = Insert(connection, model, alias, AliasChangeKind.RolledBack, target.Version, current.Version, below: null);
        Set(connection, change, target.Promotion);
        return change;
    });

    public int? Version(string model, string alias) => database.Read(connection => Find(connection, model, alias)?.Version);

    public ModelVersion Resolve(string model, string alias) => database.Read(connection =>
        VersionStore.Get(connection, model, Get(connection, model, alias).Version));

    public IReadOnlyList<ModelAlias> List(string model) => database.Read(connection =>
    {
        VersionStore.Latest(connection, model);
        return List(connection, model);
    });

    public static IReadOnlyList<ModelAlias> List(SqliteConnection connection, string model) => connection.Query(
        "select model, alias, version, since from aliases where model = $model order by alias",
        reader => new ModelAlias(reader.GetString(0), reader.GetString(1), reader.GetInt32(2), reader.Time(3)), ("$model", model));

    public IReadOnlyList<AliasChange> History(string model, string alias) => database.Read(connection =>
    {
        Get(connection, model, alias);
        return History(connection, model, alias);
    });

    static List<AliasChange> History(SqliteConnection connection, string model, string alias) => connection.Query(
        $"select {ChangeColumns} from alias_changes where model = $model and alias = $alias order by id desc", ReadChange,
        ("$model", model), ("$alias", alias));

    static Position? Find(SqliteConnection connection, string model, string alias) => connection.Query(
        "select version, promotion from aliases where model = $model and alias = $alias",
        reader => new Position(reader.GetInt32(0), reader.GetInt64(1)), ("$model", model), ("$alias", alias)) is [var position] ? position : null;

    static Position Get(SqliteConnection connection, string model, string alias)
    {
        if (Find(connection, model, alias) is { } position) return position;
        VersionStore.Latest(connection, model);
        throw new RegistryException(
            $"model '{model}' has no alias '{alias}'{NearName.Hint(alias, List(connection, model).Select(known => known.Alias))}");
    }

    static AliasChange Insert(
        SqliteConnection connection, string model, string alias, AliasChangeKind kind, int version, int? previous, long? below) => connection.Query(
            $"""
            insert into alias_changes (model, alias, kind, version, previous, below, time)
            values ($model, $alias, $kind, $version, $previous, $below, $now) returning {ChangeColumns}
            """, ReadChange,
            ("$model", model), ("$alias", alias), ("$kind", kind.ToString()), ("$version", version), ("$previous", previous), ("$below", below),
            ("$now", DateTimeOffset.UtcNow.ToText())).Single();

    static void Set(SqliteConnection connection, AliasChange change, long promotion) => connection.Execute(
        """
        insert into aliases values ($model, $alias, $version, $promotion, $since)
        on conflict do update set version = excluded.version, promotion = excluded.promotion, since = excluded.since
        """,
        ("$model", change.Model), ("$alias", change.Alias), ("$version", change.Version), ("$promotion", promotion), ("$since", change.Time.ToText()));

    static AliasChange ReadChange(SqliteDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), Enum.Parse<AliasChangeKind>(reader.GetString(3)), reader.GetInt32(4),
        reader.IsDBNull(5) ? null : reader.GetInt32(5), reader.Time(6));
}
