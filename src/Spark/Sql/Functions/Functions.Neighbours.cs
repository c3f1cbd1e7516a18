namespace Microsoft.Spark.Sql;

// Values of other rows of a window.
public static partial class Functions
{
    /// <summary>The value so many rows before this one in the window, or the default where there is no such row.</summary>
    public static Column Lag(Column column, int offset, object? defaultValue = null) => Call("lag", column, Lit(offset), Lit(defaultValue));

    /// <inheritdoc cref="Lag(Column, int, object)"/>
    public static Column Lag(string columnName, int offset, object? defaultValue = null) => Lag(Col(columnName), offset, defaultValue);

    /// <summary>The value so many rows before this one in the window, of rows where it is not null when these are ignored.</summary>
    public static Column Lag(Column column, int offset, object? defaultValue, bool ignoreNulls) =>
        Call("lag", column, Lit(offset), Lit(defaultValue), Lit(ignoreNulls));

    /// <summary>The value so many rows after this one in the window, or the default where there is no such row.</summary>
    public static Column Lead(Column column, int offset, object? defaultValue = null) => Call("lead", column, Lit(offset), Lit(defaultValue));

    /// <inheritdoc cref="Lead(Column, int, object)"/>
    public static Column Lead(string columnName, int offset, object? defaultValue = null) => Lead(Col(columnName), offset, defaultValue);

    /// <summary>The value so many rows after this one in the window, of rows where it is not null when these are ignored.</summary>
    public static Column Lead(Column column, int offset, object? defaultValue, bool ignoreNulls) =>
        Call("lead", column, Lit(offset), Lit(defaultValue), Lit(ignoreNulls));
}
