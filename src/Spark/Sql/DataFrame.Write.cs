using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>Writes the rows to files and tables.</summary>
    public DataFrameWriter Write() => new(this);

    /// <summary>Writes the rows to a table of a catalog.</summary>
    public DataFrameWriterV2 WriteTo(string table) => new(this, table);

    /// <summary>Merges the rows into a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="condition">Which rows of both belong together.</param>
    public MergeIntoWriter MergeInto(string table, Column condition) => new(this, table, condition);

    /// <summary>Makes a view of this for the session's SQL; fails when there is one of the name.</summary>
    public void CreateTempView(string viewName) => Wait(() => CreateTempViewAsync(viewName));

    /// <summary>Makes a view of this for the session's SQL, in place of one of the name.</summary>
    public void CreateOrReplaceTempView(string viewName) => Wait(() => CreateOrReplaceTempViewAsync(viewName));

    /// <summary>Makes a view of this for all sessions of the server, <c>global_temp.name</c>; fails when there is one of the name.</summary>
    public void CreateGlobalTempView(string viewName) => Wait(() => CreateGlobalTempViewAsync(viewName));

    /// <summary>Makes a view of this for all sessions of the server, <c>global_temp.name</c>, in place of one of the name.</summary>
    public void CreateOrReplaceGlobalTempView(string viewName) => Wait(() => CreateOrReplaceGlobalTempViewAsync(viewName));

    /// <inheritdoc cref="CreateTempView"/>
    public Task CreateTempViewAsync(string viewName, CancellationToken cancel = default) => ViewAsync(viewName, global: false, replace: false, cancel);

    /// <inheritdoc cref="CreateOrReplaceTempView"/>
    public Task CreateOrReplaceTempViewAsync(string viewName, CancellationToken cancel = default) => ViewAsync(viewName, global: false, replace: true, cancel);

    /// <inheritdoc cref="CreateGlobalTempView"/>
    public Task CreateGlobalTempViewAsync(string viewName, CancellationToken cancel = default) => ViewAsync(viewName, global: true, replace: false, cancel);

    /// <inheritdoc cref="CreateOrReplaceGlobalTempView"/>
    public Task CreateOrReplaceGlobalTempViewAsync(string viewName, CancellationToken cancel = default) => ViewAsync(viewName, global: true, replace: true, cancel);

    Task ViewAsync(string name, bool global, bool replace, CancellationToken cancel) => Session.CommandAsync(
        new Command { CreateDataframeView = new CreateDataFrameViewCommand { Input = Relation, Name = name, IsGlobal = global, Replace = replace } }, cancel);
}
