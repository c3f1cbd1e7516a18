using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>An expression over the columns of a DataFrame.</summary>
public sealed partial class Column
{
    internal Column(Expression expression) => Expression = expression;

    internal Expression Expression { get; }
}
