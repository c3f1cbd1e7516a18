using DistributedML.Spark.Connect;

namespace Microsoft.Spark.Sql.Catalog;

public sealed partial class Catalog
{
    /// <summary>The functions of the current database and the built-in ones: name, catalog, namespace, description, className, isTemporary.</summary>
    public DataFrame ListFunctions() => Frame(new() { ListFunctions = new() });

    /// <summary>The functions of a database and the built-in ones.</summary>
    public DataFrame ListFunctions(string dbName) => Frame(new() { ListFunctions = new() { DbName = dbName } });

    /// <summary>The functions whose names match a pattern, <c>*</c> for any characters.</summary>
    public DataFrame ListFunctions(string dbName, string pattern) => Frame(new() { ListFunctions = new() { DbName = dbName, Pattern = pattern } });

    /// <summary>Whether there is a function of the name.</summary>
    public bool FunctionExists(string functionName) => Blocking.Wait(() => FunctionExistsAsync(functionName));

    /// <summary>Whether there is a function of the name in a database.</summary>
    public bool FunctionExists(string dbName, string functionName) => Blocking.Wait(() => FunctionExistsAsync(functionName, dbName));

    /// <summary>The function of the name; an error when there is none.</summary>
    public Function GetFunction(string functionName) => Blocking.Wait(() => GetFunctionAsync(functionName));

    /// <summary>The function of the name in a database; an error when there is none.</summary>
    public Function GetFunction(string dbName, string functionName) => Blocking.Wait(() => GetFunctionAsync(functionName, dbName));

    /// <inheritdoc cref="FunctionExists(string, string)"/>
    public Task<bool> FunctionExistsAsync(string functionName, string? dbName = null, CancellationToken cancel = default) => ValueAsync<bool>(
        new() { FunctionExists = dbName is null ? new() { FunctionName = functionName } : new() { FunctionName = functionName, DbName = dbName } }, cancel);

    /// <inheritdoc cref="GetFunction(string, string)"/>
    public async Task<Function> GetFunctionAsync(string functionName, string? dbName = null, CancellationToken cancel = default) => new(await RowAsync(
        new() { GetFunction = dbName is null ? new() { FunctionName = functionName } : new() { FunctionName = functionName, DbName = dbName } }, cancel).ConfigureAwait(false));
}
