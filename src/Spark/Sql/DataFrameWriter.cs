using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;
using static DistributedML.Spark.Connect.Protocol.WriteOperation.Types.SaveTable.Types;

namespace Microsoft.Spark.Sql;

/// <summary>Writes a DataFrame to files and tables. Options are those of the sink, see Spark's documentation of each format.</summary>
public sealed partial class DataFrameWriter
{
    readonly DataFrame _rows;
    readonly WriteOperation _operation;

    internal DataFrameWriter(DataFrame rows)
    {
        _rows = rows;
        _operation = new() { Mode = WriteOperation.Types.SaveMode.ErrorIfExists };
    }

    /// <summary>What happens when there is something already; the default is <see cref="SaveMode.ErrorIfExists"/>.</summary>
    public DataFrameWriter Mode(SaveMode saveMode)
    {
        _operation.Mode = saveMode switch
        {
            SaveMode.Append => WriteOperation.Types.SaveMode.Append,
            SaveMode.Overwrite => WriteOperation.Types.SaveMode.Overwrite,
            SaveMode.ErrorIfExists => WriteOperation.Types.SaveMode.ErrorIfExists,
            SaveMode.Ignore => WriteOperation.Types.SaveMode.Ignore,
            _ => throw new ArgumentOutOfRangeException(nameof(saveMode), saveMode, "no save mode"),
        };
        return this;
    }

    /// <summary>What happens when there is something already.</summary>
    /// <param name="saveMode">append, overwrite, error (errorifexists, default) or ignore.</param>
    public DataFrameWriter Mode(string saveMode) => Mode(saveMode.ToLowerInvariant() switch
    {
        "append" => SaveMode.Append,
        "overwrite" => SaveMode.Overwrite,
        "error" or "errorifexists" or "default" => SaveMode.ErrorIfExists,
        "ignore" => SaveMode.Ignore,
        _ => throw new ArgumentException($"'{saveMode}' is no save mode: expected append, overwrite, error, errorifexists, default or ignore", nameof(saveMode)),
    });

    /// <summary>The format: parquet, csv, json, orc, text, xml, jdbc, noop or a data source's class; the server's default is parquet.</summary>
    public DataFrameWriter Format(string source)
    {
        _operation.Source = source;
        return this;
    }

    /// <summary>Sets an option of the sink.</summary>
    public DataFrameWriter Option(string key, string value)
    {
        _operation.Options[key] = value;
        return this;
    }

    /// <summary>Sets an option of the sink.</summary>
    public DataFrameWriter Option(string key, bool value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets an option of the sink.</summary>
    public DataFrameWriter Option(string key, long value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets an option of the sink.</summary>
    public DataFrameWriter Option(string key, double value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets options of the sink.</summary>
    public DataFrameWriter Options(Dictionary<string, string> options)
    {
        foreach (var (key, value) in options) Option(key, value);
        return this;
    }

    /// <summary>A folder for each value of these columns, which the files leave out.</summary>
    public DataFrameWriter PartitionBy(params string[] colNames)
    {
        _operation.PartitioningColumns.Clear();
        _operation.PartitioningColumns.Add(colNames);
        return this;
    }

    /// <summary>This many files a partition, by the hash of the columns; for tables, so that joins on them need no shuffle.</summary>
    public DataFrameWriter BucketBy(int numBuckets, string colName, params string[] colNames)
    {
        _operation.BucketBy = new() { NumBuckets = numBuckets, BucketColumnNames = { colNames.Prepend(colName) } };
        return this;
    }

    /// <summary>The order of rows in each bucket.</summary>
    public DataFrameWriter SortBy(string colName, params string[] colNames)
    {
        _operation.SortColumnNames.Clear();
        _operation.SortColumnNames.Add(colNames.Prepend(colName));
        return this;
    }

    /// <summary>Rows near each other in these columns lie in the same files, for tables that know clustering.</summary>
    public DataFrameWriter ClusterBy(string colName, params string[] colNames)
    {
        _operation.ClusteringColumns.Clear();
        _operation.ClusteringColumns.Add(colNames.Prepend(colName));
        return this;
    }

    /// <summary>A table takes columns that it has not yet, where its format can.</summary>
    public DataFrameWriter WithSchemaEvolution()
    {
        _operation.WithSchemaEvolution = true;
        return this;
    }

    /// <summary>Writes to a file or folder.</summary>
    public void Save(string path) => Blocking.Wait(() => SaveAsync(path));

    /// <summary>Writes to a sink that needs no path.</summary>
    public void Save() => Blocking.Wait(() => SaveAsync());

    /// <summary>Adds the rows to a table, columns by position.</summary>
    public void InsertInto(string tableName) => Blocking.Wait(() => InsertIntoAsync(tableName));

    /// <summary>Makes a table of the rows, columns by name when it is there.</summary>
    public void SaveAsTable(string tableName) => Blocking.Wait(() => SaveAsTableAsync(tableName));

    /// <summary>Writes to a file or folder.</summary>
    /// <param name="path">The folder; null for a sink that needs none.</param>
    /// <param name="cancel">Ends the write.</param>
    public Task SaveAsync(string? path = null, CancellationToken cancel = default) => RunAsync(operation =>
    {
        if (path is not null) operation.Path = path;
    }, cancel);

    /// <inheritdoc cref="InsertInto"/>
    public Task InsertIntoAsync(string tableName, CancellationToken cancel = default) => TableAsync(tableName, TableSaveMethod.InsertInto, cancel);

    /// <inheritdoc cref="SaveAsTable"/>
    public Task SaveAsTableAsync(string tableName, CancellationToken cancel = default) => TableAsync(tableName, TableSaveMethod.SaveAsTable, cancel);

    Task TableAsync(string tableName, TableSaveMethod method, CancellationToken cancel) =>
        RunAsync(operation => operation.Table = new() { TableName = tableName, SaveMethod = method }, cancel);

    Task RunAsync(Action<WriteOperation> destination, CancellationToken cancel)
    {
        var operation = _operation.Clone();
        operation.Input = _rows.Relation;
        destination(operation);
        return _rows.Session.CommandAsync(new Command { WriteOperation = operation }, cancel);
    }
}
