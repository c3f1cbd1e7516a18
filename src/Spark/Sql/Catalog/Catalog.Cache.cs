using DistributedML.Spark.Connect;

namespace Microsoft.Spark.Sql.Catalog;

public sealed partial class Catalog
{
    /// <summary>Keeps a table's rows, once computed, in memory and on disk what does not fit.</summary>
    public void CacheTable(string tableName) => Blocking.Wait(() => CacheTableAsync(tableName));

    /// <summary>Keeps a table's rows once they are computed.</summary>
    public void CacheTable(string tableName, StorageLevel storageLevel) => Blocking.Wait(() => CacheTableAsync(tableName, storageLevel));

    /// <summary>Keeps a table's rows no longer.</summary>
    public void UncacheTable(string tableName) => Blocking.Wait(() => UncacheTableAsync(tableName));

    /// <summary>Keeps no table's rows any longer.</summary>
    public void ClearCache() => Blocking.Wait(() => ClearCacheAsync());

    /// <summary>Whether a table's rows are kept.</summary>
    public bool IsCached(string tableName) => Blocking.Wait(() => IsCachedAsync(tableName));

    /// <summary>Looks at a table's files and metadata again, which something else has changed.</summary>
    public void RefreshTable(string tableName) => Blocking.Wait(() => RefreshTableAsync(tableName));

    /// <summary>Looks again at the files of this folder, in all plans that read it.</summary>
    public void RefreshByPath(string path) => Blocking.Wait(() => RefreshByPathAsync(path));

    /// <summary>Finds the partitions of a table's folder that the catalog does not know.</summary>
    public void RecoverPartitions(string tableName) => Blocking.Wait(() => RecoverPartitionsAsync(tableName));

    /// <inheritdoc cref="CacheTable(string, StorageLevel)"/>
    public Task CacheTableAsync(string tableName, StorageLevel? storageLevel = null, CancellationToken cancel = default) =>
        RunAsync(new() { CacheTable = new() { TableName = tableName, StorageLevel = storageLevel?.ToProto() } }, cancel);

    /// <inheritdoc cref="UncacheTable"/>
    public Task UncacheTableAsync(string tableName, CancellationToken cancel = default) => RunAsync(new() { UncacheTable = new() { TableName = tableName } }, cancel);

    /// <inheritdoc cref="ClearCache"/>
    public Task ClearCacheAsync(CancellationToken cancel = default) => RunAsync(new() { ClearCache = new() }, cancel);

    /// <inheritdoc cref="IsCached"/>
    public Task<bool> IsCachedAsync(string tableName, CancellationToken cancel = default) => ValueAsync<bool>(new() { IsCached = new() { TableName = tableName } }, cancel);

    /// <inheritdoc cref="RefreshTable"/>
    public Task RefreshTableAsync(string tableName, CancellationToken cancel = default) => RunAsync(new() { RefreshTable = new() { TableName = tableName } }, cancel);

    /// <inheritdoc cref="RefreshByPath"/>
    public Task RefreshByPathAsync(string path, CancellationToken cancel = default) => RunAsync(new() { RefreshByPath = new() { Path = path } }, cancel);

    /// <inheritdoc cref="RecoverPartitions"/>
    public Task RecoverPartitionsAsync(string tableName, CancellationToken cancel = default) => RunAsync(new() { RecoverPartitions = new() { TableName = tableName } }, cancel);
}
