using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;
using static DistributedML.Spark.Connect.Protocol.WriteOperationV2.Types;

namespace Microsoft.Spark.Sql;

/// <summary>Writes a DataFrame to a table of a catalog; made by <see cref="DataFrame.WriteTo"/>.</summary>
public sealed class DataFrameWriterV2
{
    readonly DataFrame _rows;
    readonly WriteOperationV2 _operation;

    internal DataFrameWriterV2(DataFrame rows, string table)
    {
        _rows = rows;
        _operation = new() { TableName = table };
    }

    /// <summary>The format of a table that is made.</summary>
    public DataFrameWriterV2 Using(string provider)
    {
        _operation.Provider = provider;
        return this;
    }

    /// <summary>Sets an option of the write.</summary>
    public DataFrameWriterV2 Option(string key, string value)
    {
        _operation.Options[key] = value;
        return this;
    }

    /// <summary>Sets an option of the write.</summary>
    public DataFrameWriterV2 Option(string key, bool value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets an option of the write.</summary>
    public DataFrameWriterV2 Option(string key, long value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets an option of the write.</summary>
    public DataFrameWriterV2 Option(string key, double value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets options of the write.</summary>
    public DataFrameWriterV2 Options(Dictionary<string, string> options)
    {
        foreach (var (key, value) in options) Option(key, value);
        return this;
    }

    /// <summary>Sets a property of a table that is made.</summary>
    public DataFrameWriterV2 TableProperty(string property, string value)
    {
        _operation.TableProperties[property] = value;
        return this;
    }

    /// <summary>How a table that is made is partitioned: columns, or <c>Years</c>, <c>Days</c>, <c>Bucket</c> of them.</summary>
    public DataFrameWriterV2 PartitionedBy(Column column, params Column[] columns)
    {
        _operation.PartitioningColumns.Clear();
        _operation.PartitioningColumns.Add(columns.Prepend(column).Select(part => part.Expression));
        return this;
    }

    /// <summary>Rows near each other in these columns lie together in a table that is made.</summary>
    public DataFrameWriterV2 ClusterBy(string colName, params string[] colNames)
    {
        _operation.ClusteringColumns.Clear();
        _operation.ClusteringColumns.Add(colNames.Prepend(colName));
        return this;
    }

    /// <summary>The table takes columns that it has not yet, where its format can.</summary>
    public DataFrameWriterV2 WithSchemaEvolution()
    {
        _operation.WithSchemaEvolution = true;
        return this;
    }

    /// <summary>Makes the table; fails when there is one.</summary>
    public void Create() => Blocking.Wait(() => CreateAsync());

    /// <summary>Makes the table in place of the one that is there; fails when there is none.</summary>
    public void Replace() => Blocking.Wait(() => ReplaceAsync());

    /// <summary>Makes the table, in place of one that is there.</summary>
    public void CreateOrReplace() => Blocking.Wait(() => CreateOrReplaceAsync());

    /// <summary>Adds the rows, columns by name.</summary>
    public void Append() => Blocking.Wait(() => AppendAsync());

    /// <summary>Puts the rows in place of those that meet the condition.</summary>
    public void Overwrite(Column condition) => Blocking.Wait(() => OverwriteAsync(condition));

    /// <summary>Puts the rows in place of all rows of the partitions that they belong to.</summary>
    public void OverwritePartitions() => Blocking.Wait(() => OverwritePartitionsAsync());

    /// <inheritdoc cref="Create"/>
    public Task CreateAsync(CancellationToken cancel = default) => RunAsync(Mode.Create, null, cancel);

    /// <inheritdoc cref="Replace"/>
    public Task ReplaceAsync(CancellationToken cancel = default) => RunAsync(Mode.Replace, null, cancel);

    /// <inheritdoc cref="CreateOrReplace"/>
    public Task CreateOrReplaceAsync(CancellationToken cancel = default) => RunAsync(Mode.CreateOrReplace, null, cancel);

    /// <inheritdoc cref="Append"/>
    public Task AppendAsync(CancellationToken cancel = default) => RunAsync(Mode.Append, null, cancel);

    /// <inheritdoc cref="Overwrite"/>
    public Task OverwriteAsync(Column condition, CancellationToken cancel = default) => RunAsync(Mode.Overwrite, condition, cancel);

    /// <inheritdoc cref="OverwritePartitions"/>
    public Task OverwritePartitionsAsync(CancellationToken cancel = default) => RunAsync(Mode.OverwritePartitions, null, cancel);

    Task RunAsync(Mode mode, Column? condition, CancellationToken cancel)
    {
        var operation = _operation.Clone();
        operation.Input = _rows.Relation;
        operation.Mode = mode;
        operation.OverwriteCondition = condition?.WithoutSubquery("the condition of an overwrite");
        return _rows.Session.CommandAsync(new Command { WriteOperationV2 = operation }, cancel);
    }
}
