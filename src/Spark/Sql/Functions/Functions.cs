using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>
/// The functions of Spark SQL, by their SQL names in C#'s spelling: <c>regexp_like</c> is <c>RegexpLike</c>. Those that take a text for a column mean the column of that name;
/// a value is written <see cref="Lit"/>. Aggregates leave nulls out.
/// </summary>
public static partial class Functions
{
    /// <summary>The column of that name; dots lead into structs, <c>*</c> is all columns.</summary>
    public static Column Column(string columnName) => Sql.Column.Named(columnName);

    /// <summary>The column of that name; dots lead into structs, <c>*</c> is all columns.</summary>
    public static Column Col(string columnName) => Sql.Column.Named(columnName);

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

    /// <summary>A function whose last arguments may be left out.</summary>
    static Column CallOptional(string function, params ReadOnlySpan<Column?> arguments)
    {
        var given = arguments.Length;
        while (given > 0 && arguments[given - 1] is null) given--;
        var all = new Column[given];
        for (var i = 0; i < given; i++)
            all[i] = arguments[i] ?? throw new ArgumentException($"Argument {i + 1} of {function} is left out, but a later one is given");
        return Call(function, all);
    }

    /// <summary>A function that SQL has no name for, or that means something else there.</summary>
    static Column CallInternal(string function, params ReadOnlySpan<Column> arguments)
    {
        var call = Call(function, arguments);
        call.Expression.UnresolvedFunction.IsInternal = true;
        return call;
    }

    static Column[] Named(string columnName, string[] columnNames) => [Col(columnName), .. columnNames.Select(Col)];

    static Column Lambda(Func<Column, Column> function) => Sql.Lambda.Of(1, variables => function(variables[0]));

    static Column Lambda(Func<Column, Column, Column> function) => Sql.Lambda.Of(2, variables => function(variables[0], variables[1]));

    static Column Lambda(Func<Column, Column, Column, Column> function) => Sql.Lambda.Of(3, variables => function(variables[0], variables[1], variables[2]));
}
