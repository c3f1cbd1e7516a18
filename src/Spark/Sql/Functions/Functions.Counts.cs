namespace Microsoft.Spark.Sql;

// Aggregates that look at distinct values, and counts.
public static partial class Functions
{
    /// <summary>The number of rows where the column is not null; of <c>*</c>, of all rows.</summary>
    public static Column Count(Column column) => Call("count", column.Expression.UnresolvedStar is { HasUnparsedTarget: false } ? Lit(1) : column);

    /// <inheritdoc cref="Count(Column)"/>
    public static Column Count(string columnName) => Count(Col(columnName));

    /// <summary>The number of different rows of the columns, those with a null left out.</summary>
    public static Column CountDistinct(Column column, params Column[] columns) => CallDistinct("count", [column, .. columns]);

    /// <inheritdoc cref="CountDistinct(Column, Column[])"/>
    public static Column CountDistinct(string columnName, params string[] columnNames) => CallDistinct("count", Named(columnName, columnNames));

    /// <inheritdoc cref="CountDistinct(Column, Column[])"/>
    public static Column Count_Distinct(Column column, params Column[] columns) => CountDistinct(column, columns);

    /// <summary>The sum of the different values.</summary>
    public static Column SumDistinct(Column column) => CallDistinct("sum", column);

    /// <inheritdoc cref="SumDistinct(Column)"/>
    public static Column SumDistinct(string columnName) => SumDistinct(Col(columnName));

    /// <inheritdoc cref="SumDistinct(Column)"/>
    public static Column Sum_Distinct(Column column) => SumDistinct(column);

    /// <summary>The different texts as one, with a delimiter between them.</summary>
    public static Column ListaggDistinct(Column column, Column? delimiter = null) => CallDistinct("listagg", delimiter is null ? [column] : [column, delimiter]);

    /// <summary>The different texts as one, with a delimiter between them.</summary>
    public static Column StringAggDistinct(Column column, Column? delimiter = null) => CallDistinct("string_agg", delimiter is null ? [column] : [column, delimiter]);

    static Column CallDistinct(string function, params ReadOnlySpan<Column> arguments) => Sql.Column.CallDistinct(function, arguments);
}
