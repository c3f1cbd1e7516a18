namespace Microsoft.Spark.Sql;

// Mathematics: roots and powers, logarithms, rounding.
public static partial class Functions
{
    /// <summary>The absolute value of a number or interval.</summary>
    public static Column Abs(Column column) => Call("abs", column);

    /// <summary>The cube root.</summary>
    public static Column Cbrt(Column column) => Call("cbrt", column);

    /// <inheritdoc cref="Cbrt(Column)"/>
    public static Column Cbrt(string columnName) => Call("cbrt", Col(columnName));

    /// <summary>The smallest integer that is not less; with a scale, rounded up to that many decimal places.</summary>
    public static Column Ceil(Column column) => Call("ceil", column);

    /// <inheritdoc cref="Ceil(Column)"/>
    public static Column Ceil(string columnName) => Call("ceil", Col(columnName));

    /// <inheritdoc cref="Ceil(Column)"/>
    public static Column Ceil(Column value, Column scale) => Call("ceil", value, scale);

    /// <summary>The smallest integer that is not less; with a scale, rounded up to that many decimal places.</summary>
    public static Column Ceiling(Column value, Column? scale = null) => CallOptional("ceiling", value, scale);

    /// <summary>Euler's number.</summary>
    public static Column E() => Call("e");

    /// <summary>Euler's number to this power.</summary>
    public static Column Exp(Column column) => Call("exp", column);

    /// <inheritdoc cref="Exp(Column)"/>
    public static Column Exp(string columnName) => Call("exp", Col(columnName));

    /// <summary>Euler's number to this power, less 1; exact also for small values.</summary>
    public static Column Expm1(Column column) => Call("expm1", column);

    /// <inheritdoc cref="Expm1(Column)"/>
    public static Column Expm1(string columnName) => Call("expm1", Col(columnName));

    /// <summary>The factorial of an integer from 0 to 20.</summary>
    public static Column Factorial(Column column) => Call("factorial", column);

    /// <summary>The greatest integer that is not greater; with a scale, rounded down to that many decimal places.</summary>
    public static Column Floor(Column column) => Call("floor", column);

    /// <inheritdoc cref="Floor(Column)"/>
    public static Column Floor(string columnName) => Call("floor", Col(columnName));

    /// <inheritdoc cref="Floor(Column)"/>
    public static Column Floor(Column value, Column scale) => Call("floor", value, scale);

    /// <summary>The natural logarithm.</summary>
    public static Column Ln(Column value) => Call("ln", value);

    /// <summary>The natural logarithm, or the logarithm to a base.</summary>
    public static Column Log(Column column) => Call("ln", column);

    /// <inheritdoc cref="Log(Column)"/>
    public static Column Log(string columnName) => Call("ln", Col(columnName));

    /// <inheritdoc cref="Log(Column)"/>
    public static Column Log(double logBase, Column column) => Call("log", Lit(logBase), column);

    /// <inheritdoc cref="Log(Column)"/>
    public static Column Log(double logBase, string columnName) => Call("log", Lit(logBase), Col(columnName));

    /// <summary>The logarithm to base 10.</summary>
    public static Column Log10(Column column) => Call("log10", column);

    /// <inheritdoc cref="Log10(Column)"/>
    public static Column Log10(string columnName) => Call("log10", Col(columnName));

    /// <summary>The natural logarithm of the value plus 1; exact also for small values.</summary>
    public static Column Log1p(Column column) => Call("log1p", column);

    /// <inheritdoc cref="Log1p(Column)"/>
    public static Column Log1p(string columnName) => Call("log1p", Col(columnName));

    /// <summary>The logarithm to base 2.</summary>
    public static Column Log2(Column column) => Call("log2", column);

    /// <inheritdoc cref="Log2(Column)"/>
    public static Column Log2(string columnName) => Call("log2", Col(columnName));

    /// <summary>The negated number.</summary>
    public static Column Negate(Column column) => Call("negative", column);

    /// <summary>The negated number.</summary>
    public static Column Negative(Column value) => Call("negative", value);

    /// <summary>The remainder as a number that is not negative.</summary>
    public static Column Pmod(Column left, Column right) => Call("pmod", left, right);

    /// <summary>The number itself.</summary>
    public static Column Positive(Column value) => Call("positive", value);

    /// <summary>The first to the power of the second.</summary>
    public static Column Pow(Column left, Column right) => Call("power", left, right);

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(Column left, string rightName) => Call("power", left, Col(rightName));

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(string leftName, Column right) => Call("power", Col(leftName), right);

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(string leftName, string rightName) => Call("power", Col(leftName), Col(rightName));

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(Column left, double right) => Call("power", left, Lit(right));

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(string leftName, double right) => Call("power", Col(leftName), Lit(right));

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(double left, Column right) => Call("power", Lit(left), right);

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(double left, string rightName) => Call("power", Lit(left), Col(rightName));

    /// <summary>The first to the power of the second.</summary>
    public static Column Power(Column x, Column y) => Call("power", x, y);

    /// <summary>The nearest integer, as a double; halves go to the even one.</summary>
    public static Column Rint(Column column) => Call("rint", column);

    /// <inheritdoc cref="Rint(Column)"/>
    public static Column Rint(string columnName) => Call("rint", Col(columnName));

    /// <summary>Rounded to so many decimal places, halves away from zero; a negative scale rounds before the point.</summary>
    public static Column Round(Column column) => Call("round", column);

    /// <inheritdoc cref="Round(Column)"/>
    public static Column Round(Column column, int scale) => Call("round", column, Lit(scale));

    /// <inheritdoc cref="Round(Column)"/>
    public static Column Round(Column value, Column scale) => Call("round", value, scale);

    /// <summary>Rounded to so many decimal places, halves to the even digit.</summary>
    public static Column Bround(Column column) => Call("bround", column);

    /// <inheritdoc cref="Bround(Column)"/>
    public static Column Bround(Column column, int scale) => Call("bround", column, Lit(scale));

    /// <inheritdoc cref="Bround(Column)"/>
    public static Column Bround(Column value, Column scale) => Call("bround", value, scale);

    /// <summary>-1, 0 or 1 with the sign of the number.</summary>
    public static Column Sign(Column value) => Call("sign", value);

    /// <summary>-1, 0 or 1 with the sign of the number.</summary>
    public static Column Signum(Column column) => Call("signum", column);

    /// <inheritdoc cref="Signum(Column)"/>
    public static Column Signum(string columnName) => Call("signum", Col(columnName));

    /// <summary>The square root.</summary>
    public static Column Sqrt(Column column) => Call("sqrt", column);

    /// <inheritdoc cref="Sqrt(Column)"/>
    public static Column Sqrt(string columnName) => Call("sqrt", Col(columnName));

    /// <summary>The sum, or null where it overflows.</summary>
    public static Column TryAdd(Column left, Column right) => Call("try_add", left, right);

    /// <summary>The difference, or null where it overflows.</summary>
    public static Column TrySubtract(Column left, Column right) => Call("try_subtract", left, right);

    /// <summary>The product, or null where it overflows.</summary>
    public static Column TryMultiply(Column left, Column right) => Call("try_multiply", left, right);

    /// <summary>The quotient, or null where the divisor is 0.</summary>
    public static Column TryDivide(Column left, Column right) => Call("try_divide", left, right);

    /// <summary>The remainder, or null where the divisor is 0.</summary>
    public static Column TryMod(Column left, Column right) => Call("try_mod", left, right);

    /// <summary>The number of the bucket, counted from 1, that the value falls into when the range is cut into equal ones.</summary>
    public static Column WidthBucket(Column value, Column min, Column max, Column count) => Call("width_bucket", value, min, max, count);

    /// <summary>The greatest of the values, nulls left out.</summary>
    public static Column Greatest(params Column[] columns) => Call("greatest", columns);

    /// <inheritdoc cref="Greatest(Column[])"/>
    public static Column Greatest(string columnName, params string[] columnNames) => Greatest(Named(columnName, columnNames));

    /// <summary>The least of the values, nulls left out.</summary>
    public static Column Least(params Column[] columns) => Call("least", columns);

    /// <inheritdoc cref="Least(Column[])"/>
    public static Column Least(string columnName, params string[] columnNames) => Least(Named(columnName, columnNames));
}
