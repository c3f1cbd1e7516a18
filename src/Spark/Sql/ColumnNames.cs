using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>Names of columns as expressions.</summary>
static class ColumnNames
{
    /// <summary>The column of this name in one relation; <c>*</c> is all its columns, <c>a.*</c> all fields of a.</summary>
    public static Column Bound(string name, long planId)
    {
        ArgumentNullException.ThrowIfNull(name);
        var column = Column.Named(name);
        switch (column.Expression.ExprTypeCase)
        {
            case Expression.ExprTypeOneofCase.UnresolvedAttribute:
                column.Expression.UnresolvedAttribute.PlanId = planId;
                break;
            case Expression.ExprTypeOneofCase.UnresolvedStar when name == "*":
                column.Expression.UnresolvedStar.PlanId = planId;
                break;
        }
        return column;
    }

    /// <summary>The columns of these names.</summary>
    public static Column[] Columns(string first, IEnumerable<string> rest) => [.. rest.Prepend(first).Select(Column.Named)];

    /// <summary>A name as an identifier of one part, whatever characters it has.</summary>
    public static string Quote(string name) => $"`{name.Replace("`", "``")}`";
}
