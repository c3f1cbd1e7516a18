using DistributedML.Spark.Connect;
using Microsoft.Spark.Sql.Types;
using Tree = DistributedML.Spark.Connect.Protocol.Catalog;

namespace Microsoft.Spark.Sql.Catalog;

public sealed partial class Catalog
{
    /// <summary>The tables and views of the current database: name, catalog, namespace, description, tableType, isTemporary.</summary>
    public DataFrame ListTables() => Frame(new() { ListTables = new() });

    /// <summary>The tables and views of a database.</summary>
    public DataFrame ListTables(string dbName) => Frame(new() { ListTables = new() { DbName = dbName } });

    /// <summary>The tables and views of a database whose names match a pattern, <c>*</c> for any characters.</summary>
    public DataFrame ListTables(string dbName, string pattern) => Frame(new() { ListTables = new() { DbName = dbName, Pattern = pattern } });

    /// <summary>The views of a database, the current one for null; with Spark 4.2.</summary>
    public DataFrame ListViews(string? dbName = null) => Frame(new() { ListViews = dbName is null ? new() : new() { DbName = dbName } });

    /// <summary>The columns of a table: name, description, dataType, nullable, isPartition, isBucket, isCluster.</summary>
    public DataFrame ListColumns(string tableName) => Frame(new() { ListColumns = new() { TableName = tableName } });

    /// <summary>The columns of a table of a database.</summary>
    public DataFrame ListColumns(string dbName, string tableName) => Frame(new() { ListColumns = new() { TableName = tableName, DbName = dbName } });

    /// <summary>The partitions of a table; with Spark 4.2.</summary>
    public DataFrame ListPartitions(string tableName) => Frame(new() { ListPartitions = new() { TableName = tableName } });

    /// <summary>The properties of a table; with Spark 4.2.</summary>
    public DataFrame GetTableProperties(string tableName) => Frame(new() { GetTableProperties = new() { TableName = tableName } });

    /// <summary>The SQL that makes a table; with Spark 4.2.</summary>
    public string GetCreateTableString(string tableName, bool asSerde = false) => Blocking.Wait(() => GetCreateTableStringAsync(tableName, asSerde));

    /// <summary>The table or view of the name; an error when there is none.</summary>
    public Table GetTable(string tableName) => Blocking.Wait(() => GetTableAsync(tableName));

    /// <summary>The table or view of the name in a database; an error when there is none.</summary>
    public Table GetTable(string dbName, string tableName) => Blocking.Wait(() => GetTableAsync(tableName, dbName));

    /// <summary>Whether there is a table or view of the name.</summary>
    public bool TableExists(string tableName) => Blocking.Wait(() => TableExistsAsync(tableName));

    /// <summary>Whether there is a table or view of the name in a database.</summary>
    public bool TableExists(string dbName, string tableName) => Blocking.Wait(() => TableExistsAsync(tableName, dbName));

    /// <summary>Makes a table of files that are there, in the server's default format.</summary>
    public DataFrame CreateTable(string tableName, string path) => Blocking.Wait(() => CreateTableAsync(tableName, path: path));

    /// <summary>Makes a table of files that are there.</summary>
    public DataFrame CreateTable(string tableName, string path, string source) => Blocking.Wait(() => CreateTableAsync(tableName, source, path: path));

    /// <summary>Makes a table of a source, which knows its columns.</summary>
    public DataFrame CreateTable(string tableName, string source, IDictionary<string, string> options) =>
        Blocking.Wait(() => CreateTableAsync(tableName, source, options: options));

    /// <summary>Makes a table of a source, which knows its columns.</summary>
    public DataFrame CreateTable(string tableName, string source, string description, IDictionary<string, string> options) =>
        Blocking.Wait(() => CreateTableAsync(tableName, source, description: description, options: options));

    /// <summary>Makes a table.</summary>
    public DataFrame CreateTable(string tableName, string source, StructType schema, IDictionary<string, string> options) =>
        Blocking.Wait(() => CreateTableAsync(tableName, source, schema, options: options));

    /// <summary>Makes a table.</summary>
    public DataFrame CreateTable(string tableName, string source, StructType schema, string description, IDictionary<string, string> options) =>
        Blocking.Wait(() => CreateTableAsync(tableName, source, schema, description, options: options));

    /// <summary>Removes a table; with Spark 4.2.</summary>
    public void DropTable(string tableName, bool ifExists = false, bool purge = false) => Blocking.Wait(() => DropTableAsync(tableName, ifExists, purge));

    /// <summary>Removes a view of a database; with Spark 4.2.</summary>
    public void DropView(string viewName, bool ifExists = false) => Blocking.Wait(() => DropViewAsync(viewName, ifExists));

    /// <summary>Removes all rows of a table; with Spark 4.2.</summary>
    public void TruncateTable(string tableName) => Blocking.Wait(() => TruncateTableAsync(tableName));

    /// <summary>Counts a table's bytes, and its rows unless it is not to read them, for the planner; with Spark 4.2.</summary>
    public void AnalyzeTable(string tableName, bool noScan = false) => Blocking.Wait(() => AnalyzeTableAsync(tableName, noScan));

    /// <summary>Removes a view of the session.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DropTempView(string viewName) => Blocking.Wait(() => DropTempViewAsync(viewName));

    /// <summary>Removes a view of all sessions.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DropGlobalTempView(string viewName) => Blocking.Wait(() => DropGlobalTempViewAsync(viewName));

    /// <inheritdoc cref="GetCreateTableString"/>
    public Task<string> GetCreateTableStringAsync(string tableName, bool asSerde = false, CancellationToken cancel = default) =>
        ValueAsync<string>(new() { GetCreateTableString = new() { TableName = tableName, AsSerde = asSerde } }, cancel);

    /// <inheritdoc cref="GetTable(string, string)"/>
    public async Task<Table> GetTableAsync(string tableName, string? dbName = null, CancellationToken cancel = default) =>
        new(await RowAsync(new() { GetTable = dbName is null ? new() { TableName = tableName } : new() { TableName = tableName, DbName = dbName } }, cancel).ConfigureAwait(false));

    /// <inheritdoc cref="TableExists(string, string)"/>
    public Task<bool> TableExistsAsync(string tableName, string? dbName = null, CancellationToken cancel = default) =>
        ValueAsync<bool>(new() { TableExists = dbName is null ? new() { TableName = tableName } : new() { TableName = tableName, DbName = dbName } }, cancel);

    /// <summary>Makes a table.</summary>
    /// <param name="tableName">Its name.</param>
    /// <param name="source">Its format; null for the server's default.</param>
    /// <param name="schema">Its columns; null when the source knows them.</param>
    /// <param name="description">What it is; null to say nothing.</param>
    /// <param name="path">Where its files are; null for a place of the catalog's.</param>
    /// <param name="options">The source's options.</param>
    /// <param name="cancel">Ends the call.</param>
    /// <returns>The table.</returns>
    public async Task<DataFrame> CreateTableAsync(
        string tableName, string? source = null, StructType? schema = null, string? description = null, string? path = null, IDictionary<string, string>? options = null,
        CancellationToken cancel = default)
    {
        var create = new Tree { CreateTable = new() { TableName = tableName, Schema = schema?.ToProto(), Options = { options ?? new Dictionary<string, string>() } } };
        if (source is not null) create.CreateTable.Source = source;
        if (description is not null) create.CreateTable.Description = description;
        if (path is not null) create.CreateTable.Path = path;
        await RunAsync(create, cancel).ConfigureAwait(false);
        return _session.Table(tableName);
    }

    /// <inheritdoc cref="DropTable"/>
    public Task DropTableAsync(string tableName, bool ifExists = false, bool purge = false, CancellationToken cancel = default) =>
        RunAsync(new() { DropTable = new() { TableName = tableName, IfExists = ifExists, Purge = purge } }, cancel);

    /// <inheritdoc cref="DropView"/>
    public Task DropViewAsync(string viewName, bool ifExists = false, CancellationToken cancel = default) =>
        RunAsync(new() { DropView = new() { ViewName = viewName, IfExists = ifExists } }, cancel);

    /// <inheritdoc cref="TruncateTable"/>
    public Task TruncateTableAsync(string tableName, CancellationToken cancel = default) => RunAsync(new() { TruncateTable = new() { TableName = tableName } }, cancel);

    /// <inheritdoc cref="AnalyzeTable"/>
    public Task AnalyzeTableAsync(string tableName, bool noScan = false, CancellationToken cancel = default) =>
        RunAsync(new() { AnalyzeTable = new() { TableName = tableName, NoScan = noScan } }, cancel);

    /// <inheritdoc cref="DropTempView"/>
    public Task<bool> DropTempViewAsync(string viewName, CancellationToken cancel = default) => ValueAsync<bool>(new() { DropTempView = new() { ViewName = viewName } }, cancel);

    /// <inheritdoc cref="DropGlobalTempView"/>
    public Task<bool> DropGlobalTempViewAsync(string viewName, CancellationToken cancel = default) =>
        ValueAsync<bool>(new() { DropGlobalTempView = new() { ViewName = viewName } }, cancel);
}
