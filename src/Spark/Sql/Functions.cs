using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>
/// The functions of Spark SQL, by their SQL names in C#'s spelling: <c>regexp_like</c> is <c>RegexpLike</c>. Those that take a text for a column mean the column of that name;
/// a value is written <see cref="Lit"/>. Aggregates leave nulls out.
/// </summary>
public static partial class Functions
{
    /// <summary>The column of that name; dots lead into structs, <c>*</c> is all columns.</summary>
    public static Column Column(string colName) => Sql.Column.Named(colName);

    /// <summary>The column of that name; dots lead into structs, <c>*</c> is all columns.</summary>
    public static Column Col(string colName) => Sql.Column.Named(colName);

    /// <summary>A value as a column; a column stays as it is.</summary>
    public static Column Lit(object? literal) => Sql.Column.Of(literal);

    /// <summary>An expression in SQL.</summary>
    public static Column Expr(string expr) => new(new Expression { ExpressionString = new() { Expression = expr } });

    /// <summary>Ascending order by a column, nulls first.</summary>
    public static Column Asc(string columnName) => Col(columnName).Asc();

    /// <summary>Ascending order by a column, nulls first.</summary>
    public static Column AscNullsFirst(string columnName) => Col(columnName).AscNullsFirst();

    /// <summary>Ascending order by a column, nulls last.</summary>
    public static Column AscNullsLast(string columnName) => Col(columnName).AscNullsLast();

    /// <summary>Descending order by a column, nulls last.</summary>
    public static Column Desc(string columnName) => Col(columnName).Desc();

    /// <summary>Descending order by a column, nulls first.</summary>
    public static Column DescNullsFirst(string columnName) => Col(columnName).DescNullsFirst();

    /// <summary>Descending order by a column, nulls last.</summary>
    public static Column DescNullsLast(string columnName) => Col(columnName).DescNullsLast();

    /// <summary>The value where the condition holds; more conditions follow with <see cref="Column.When"/>, the rest with <see cref="Column.Otherwise"/>.</summary>
    public static Column When(Column condition, object? value) => Call("when", condition, Lit(value));

    /// <summary>The start of the partition, for <see cref="Expressions.WindowSpec.RangeBetween(Column, Column)"/>.</summary>
    public static Column UnboundedPreceding() => Expr("UNBOUNDED PRECEDING");

    /// <summary>The end of the partition, for <see cref="Expressions.WindowSpec.RangeBetween(Column, Column)"/>.</summary>
    public static Column UnboundedFollowing() => Expr("UNBOUNDED FOLLOWING");

    /// <summary>The row itself, for <see cref="Expressions.WindowSpec.RangeBetween(Column, Column)"/>.</summary>
    public static Column CurrentRow() => Expr("CURRENT ROW");

    static Column Call(string function, params ReadOnlySpan<Column> arguments) => Sql.Column.Call(function, arguments);
}
