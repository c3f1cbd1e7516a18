using static DistributedML.Spark.Connect.Protocol.SubqueryExpression.Types;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>The one value of the one row of this, as an expression of another query; no row gives null, two rows an error.</summary>
    public Column Scalar() => Column.Subquery(Relation, SubqueryType.Scalar);

    /// <summary>Whether this has a row, as an expression of another query.</summary>
    public Column Exists() => Column.Subquery(Relation, SubqueryType.Exists);
}
