using DistributedML.Spark.Connect.Protocol;
using Microsoft.Spark.Sql.Expressions;
using static DistributedML.Spark.Connect.Protocol.Expression.Types.SortOrder.Types;

namespace Microsoft.Spark.Sql;

public sealed partial class Column
{
    /// <summary>Descending order, nulls last.</summary>
    public Column Desc() => DescNullsLast();

    /// <summary>Descending order, nulls first.</summary>
    public Column DescNullsFirst() => Sorted(SortDirection.Descending, NullOrdering.SortNullsFirst);

    /// <summary>Descending order, nulls last.</summary>
    public Column DescNullsLast() => Sorted(SortDirection.Descending, NullOrdering.SortNullsLast);

    /// <summary>Ascending order, nulls first.</summary>
    public Column Asc() => AscNullsFirst();

    /// <summary>Ascending order, nulls first.</summary>
    public Column AscNullsFirst() => Sorted(SortDirection.Ascending, NullOrdering.SortNullsFirst);

    /// <summary>Ascending order, nulls last.</summary>
    public Column AscNullsLast() => Sorted(SortDirection.Ascending, NullOrdering.SortNullsLast);

    /// <summary>The aggregate or window function over the rows of a window.</summary>
    public Column Over(WindowSpec window) => window.Apply(this);

    /// <summary>The aggregate or window function over all rows.</summary>
    public Column Over() => Over(new WindowSpec());

    /// <summary>This as a sort order; ascending when it says nothing else.</summary>
    internal Expression.Types.SortOrder ToSortOrder() => Expression.SortOrder ?? Asc().Expression.SortOrder;

    Column Sorted(SortDirection direction, NullOrdering nulls) =>
        new(new Expression { SortOrder = new() { Child = Expression, Direction = direction, NullOrdering = nulls } }, this);
}
