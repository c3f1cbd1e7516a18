namespace Microsoft.Spark.Sql;

// Nulls, truth values and choices.
public static partial class Functions
{
    /// <summary>The first value that is not null.</summary>
    public static Column Coalesce(params Column[] columns) => Call("coalesce", columns);

    /// <summary>Whether both are equal; true for two nulls, false for one.</summary>
    public static Column EqualNull(Column left, Column right) => Call("equal_null", left, right);

    /// <summary>The value, or the replacement where it is null.</summary>
    public static Column Ifnull(Column value, Column replacement) => Call("ifnull", value, replacement);

    /// <summary>Whether the number is NaN.</summary>
    public static Column IsNaN(Column column) => Call("isnan", column);

    /// <summary>Whether the value is null.</summary>
    public static Column IsNull(Column column) => Call("isnull", column);

    /// <summary>Whether the value is not null.</summary>
    public static Column Isnotnull(Column value) => Call("isnotnull", value);

    /// <summary>The number, or the replacement where it is NaN.</summary>
    public static Column NaNvl(Column column1, Column column2) => Call("nanvl", column1, column2);

    /// <summary>The opposite truth value.</summary>
    public static Column Not(Column column) => Call("!", column);

    /// <summary>The value, or null where both are equal.</summary>
    public static Column Nullif(Column value, Column other) => Call("nullif", value, other);

    /// <summary>The number, or null where it is 0.</summary>
    public static Column Nullifzero(Column value) => Call("nullifzero", value);

    /// <summary>The value, or the replacement where it is null.</summary>
    public static Column Nvl(Column value, Column replacement) => Call("nvl", value, replacement);

    /// <summary>The second where the first is not null, else the third.</summary>
    public static Column Nvl2(Column value, Column whenNotNull, Column whenNull) => Call("nvl2", value, whenNotNull, whenNull);

    /// <summary>The number, or 0 where it is null.</summary>
    public static Column Zeroifnull(Column value) => Call("zeroifnull", value);
}
