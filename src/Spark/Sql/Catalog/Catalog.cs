using DistributedML.Spark.Connect;
using Tree = DistributedML.Spark.Connect.Protocol.Catalog;

namespace Microsoft.Spark.Sql.Catalog;

/// <summary>The databases, tables, views and functions that a session knows; made by <see cref="SparkSession.Catalog"/>. A name may be qualified, <c>catalog.database.table</c>.</summary>
public sealed partial class Catalog
{
    readonly SparkSession _session;

    internal Catalog(SparkSession session) => _session = session;

    /// <summary>The catalog that unqualified names are in.</summary>
    public string CurrentCatalog() => Blocking.Wait(() => CurrentCatalogAsync());

    /// <summary>Makes this the catalog that unqualified names are in.</summary>
    public void SetCurrentCatalog(string catalogName) => Blocking.Wait(() => SetCurrentCatalogAsync(catalogName));

    /// <summary>The catalogs: name, description.</summary>
    /// <param name="pattern">A pattern of names, <c>*</c> for any characters; null for all.</param>
    public DataFrame ListCatalogs(string? pattern = null) => Frame(new() { ListCatalogs = pattern is null ? new() : new() { Pattern = pattern } });

    /// <summary>The database that unqualified names are in.</summary>
    public string CurrentDatabase() => Blocking.Wait(() => CurrentDatabaseAsync());

    /// <summary>Makes this the database that unqualified names are in.</summary>
    public void SetCurrentDatabase(string dbName) => Blocking.Wait(() => SetCurrentDatabaseAsync(dbName));

    /// <summary>The databases: name, catalog, description, locationUri.</summary>
    public DataFrame ListDatabases() => Frame(new() { ListDatabases = new() });

    /// <summary>The databases whose names match a pattern, <c>*</c> for any characters.</summary>
    public DataFrame ListDatabases(string pattern) => Frame(new() { ListDatabases = new() { Pattern = pattern } });

    /// <summary>Whether there is a database of the name.</summary>
    public bool DatabaseExists(string dbName) => Blocking.Wait(() => DatabaseExistsAsync(dbName));

    /// <summary>The database of the name; an error when there is none.</summary>
    public Database GetDatabase(string dbName) => Blocking.Wait(() => GetDatabaseAsync(dbName));

    /// <summary>Makes a database; with Spark 4.2.</summary>
    public void CreateDatabase(string dbName, bool ifNotExists = false, IDictionary<string, string>? properties = null) =>
        Blocking.Wait(() => CreateDatabaseAsync(dbName, ifNotExists, properties));

    /// <summary>Removes a database, with its tables when it cascades; with Spark 4.2.</summary>
    public void DropDatabase(string dbName, bool ifExists = false, bool cascade = false) => Blocking.Wait(() => DropDatabaseAsync(dbName, ifExists, cascade));

    /// <inheritdoc cref="CurrentCatalog"/>
    public Task<string> CurrentCatalogAsync(CancellationToken cancel = default) => ValueAsync<string>(new() { CurrentCatalog = new() }, cancel);

    /// <inheritdoc cref="SetCurrentCatalog"/>
    public Task SetCurrentCatalogAsync(string catalogName, CancellationToken cancel = default) => RunAsync(new() { SetCurrentCatalog = new() { CatalogName = catalogName } }, cancel);

    /// <inheritdoc cref="CurrentDatabase"/>
    public Task<string> CurrentDatabaseAsync(CancellationToken cancel = default) => ValueAsync<string>(new() { CurrentDatabase = new() }, cancel);

    /// <inheritdoc cref="SetCurrentDatabase"/>
    public Task SetCurrentDatabaseAsync(string dbName, CancellationToken cancel = default) => RunAsync(new() { SetCurrentDatabase = new() { DbName = dbName } }, cancel);

    /// <inheritdoc cref="DatabaseExists"/>
    public Task<bool> DatabaseExistsAsync(string dbName, CancellationToken cancel = default) => ValueAsync<bool>(new() { DatabaseExists = new() { DbName = dbName } }, cancel);

    /// <inheritdoc cref="GetDatabase"/>
    public async Task<Database> GetDatabaseAsync(string dbName, CancellationToken cancel = default) =>
        new(await RowAsync(new() { GetDatabase = new() { DbName = dbName } }, cancel).ConfigureAwait(false));

    /// <inheritdoc cref="CreateDatabase"/>
    public Task CreateDatabaseAsync(string dbName, bool ifNotExists = false, IDictionary<string, string>? properties = null, CancellationToken cancel = default) =>
        RunAsync(new() { CreateDatabase = new() { DbName = dbName, IfNotExists = ifNotExists, Properties = { properties ?? new Dictionary<string, string>() } } }, cancel);

    /// <inheritdoc cref="DropDatabase"/>
    public Task DropDatabaseAsync(string dbName, bool ifExists = false, bool cascade = false, CancellationToken cancel = default) =>
        RunAsync(new() { DropDatabase = new() { DbName = dbName, IfExists = ifExists, Cascade = cascade } }, cancel);

    DataFrame Frame(Tree question) => new(_session, SparkSession.NewRelation(relation => relation.Catalog = question));

    async Task<Row> RowAsync(Tree question, CancellationToken cancel) => (await Frame(question).ToListAsync<Row>(cancel).ConfigureAwait(false)).Single();

    async Task<T> ValueAsync<T>(Tree question, CancellationToken cancel) => (await RowAsync(question, cancel).ConfigureAwait(false)).GetAs<T>(0);

    Task RunAsync(Tree command, CancellationToken cancel) => Frame(command).ToListAsync<Row>(cancel);
}
