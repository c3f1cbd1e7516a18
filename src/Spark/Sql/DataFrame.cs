using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>
/// A table that Spark computes when its rows are asked for. It is immutable: every method that changes something returns another one.
/// Methods that only describe (Select, Filter, Join, ...) ask the server nothing, so a wrong name is reported when rows or the schema are asked for.
/// </summary>
public sealed partial class DataFrame
{
    internal DataFrame(SparkSession session, Relation relation) => (Session, Relation) = (session, relation);

    /// <summary>The session that this DataFrame belongs to; within <c>ForeachBatch</c> that of the stream.</summary>
    public SparkSession SparkSession => Session;

    internal SparkSession Session { get; }

    internal Relation Relation { get; }

    /// <summary>The column of this name, bound to this DataFrame: it stays unambiguous after a join with another that has the name too.</summary>
    public Column this[string columnName] => Col(columnName);

    /// <summary>The column of this name, bound to this DataFrame; <c>a.b</c> is a field, <c>*</c> all columns.</summary>
    public Column Col(string colName) => ColumnNames.Bound(colName, PlanId);

    /// <summary>All columns whose name matches a regular expression in backticks, such as <c>`(id|k.*)?`</c>; another text is one column's name.</summary>
    public Column ColRegex(string colName) => new(new Expression { UnresolvedRegex = new() { ColName = colName, PlanId = PlanId } });

    /// <summary>A hidden column that the source adds, such as <c>_metadata</c> of files, by the name that no column of the data can hide.</summary>
    public Column MetadataColumn(string colName) =>
        new(new Expression { UnresolvedAttribute = new() { UnparsedIdentifier = colName, PlanId = PlanId, IsMetadataColumn = true } });

    /// <summary>What another function makes of this DataFrame; for chains of steps.</summary>
    public DataFrame Transform(Func<DataFrame, DataFrame> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return func(this);
    }

    long PlanId => Relation.Common.PlanId;

    /// <summary>A DataFrame of a relation that uses these columns.</summary>
    DataFrame Derive(Action<Relation> fill, params ReadOnlySpan<Column> columns) => new(Session, Column.Attach(SparkSession.NewRelation(fill), columns));

    Plan Plan => new() { Root = Relation };

    static void Wait(Func<Task> work) => Blocking.Wait(work);

    static T Wait<T>(Func<Task<T>> work) => Blocking.Wait(work);
}
