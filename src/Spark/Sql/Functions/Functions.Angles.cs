namespace Microsoft.Spark.Sql;

// Angles: trigonometry and its inverse, also hyperbolic.
public static partial class Functions
{
    /// <summary>The angle in radians, from 0 to π, whose cosine this is.</summary>
    public static Column Acos(Column column) => Call("acos", column);

    /// <inheritdoc cref="Acos(Column)"/>
    public static Column Acos(string columnName) => Call("acos", Col(columnName));

    /// <summary>The inverse hyperbolic cosine.</summary>
    public static Column Acosh(Column column) => Call("acosh", column);

    /// <inheritdoc cref="Acosh(Column)"/>
    public static Column Acosh(string columnName) => Call("acosh", Col(columnName));

    /// <summary>The angle in radians, from -π/2 to π/2, whose sine this is.</summary>
    public static Column Asin(Column column) => Call("asin", column);

    /// <inheritdoc cref="Asin(Column)"/>
    public static Column Asin(string columnName) => Call("asin", Col(columnName));

    /// <summary>The inverse hyperbolic sine.</summary>
    public static Column Asinh(Column column) => Call("asinh", column);

    /// <inheritdoc cref="Asinh(Column)"/>
    public static Column Asinh(string columnName) => Call("asinh", Col(columnName));

    /// <summary>The angle in radians, from -π/2 to π/2, whose tangent this is.</summary>
    public static Column Atan(Column column) => Call("atan", column);

    /// <inheritdoc cref="Atan(Column)"/>
    public static Column Atan(string columnName) => Call("atan", Col(columnName));

    /// <summary>The angle in radians, from -π to π, of the point (x, y) seen from the origin.</summary>
    public static Column Atan2(Column y, Column x) => Call("atan2", y, x);

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(Column y, string xName) => Call("atan2", y, Col(xName));

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(string yName, Column x) => Call("atan2", Col(yName), x);

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(string yName, string xName) => Call("atan2", Col(yName), Col(xName));

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(Column y, double xValue) => Call("atan2", y, Lit(xValue));

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(string yName, double xValue) => Call("atan2", Col(yName), Lit(xValue));

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(double yValue, Column x) => Call("atan2", Lit(yValue), x);

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(double yValue, string xName) => Call("atan2", Lit(yValue), Col(xName));

    /// <summary>The inverse hyperbolic tangent.</summary>
    public static Column Atanh(Column column) => Call("atanh", column);

    /// <inheritdoc cref="Atanh(Column)"/>
    public static Column Atanh(string columnName) => Call("atanh", Col(columnName));

    /// <summary>The cosine of an angle in radians.</summary>
    public static Column Cos(Column column) => Call("cos", column);

    /// <inheritdoc cref="Cos(Column)"/>
    public static Column Cos(string columnName) => Call("cos", Col(columnName));

    /// <summary>The hyperbolic cosine.</summary>
    public static Column Cosh(Column column) => Call("cosh", column);

    /// <inheritdoc cref="Cosh(Column)"/>
    public static Column Cosh(string columnName) => Call("cosh", Col(columnName));

    /// <summary>The cotangent of an angle in radians.</summary>
    public static Column Cot(Column angle) => Call("cot", angle);

    /// <summary>The cosecant of an angle in radians.</summary>
    public static Column Csc(Column angle) => Call("csc", angle);

    /// <summary>The length of the hypotenuse, √(x² + y²), without overflow on the way.</summary>
    public static Column Hypot(Column left, Column right) => Call("hypot", left, right);

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(Column left, string rightName) => Call("hypot", left, Col(rightName));

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(string leftName, Column right) => Call("hypot", Col(leftName), right);

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(string leftName, string rightName) => Call("hypot", Col(leftName), Col(rightName));

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(Column left, double right) => Call("hypot", left, Lit(right));

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(string leftName, double right) => Call("hypot", Col(leftName), Lit(right));

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(double left, Column right) => Call("hypot", Lit(left), right);

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(double left, string rightName) => Call("hypot", Lit(left), Col(rightName));

    /// <summary>The number π.</summary>
    public static Column Pi() => Call("pi");

    /// <summary>The secant of an angle in radians.</summary>
    public static Column Sec(Column angle) => Call("sec", angle);

    /// <summary>The sine of an angle in radians.</summary>
    public static Column Sin(Column column) => Call("sin", column);

    /// <inheritdoc cref="Sin(Column)"/>
    public static Column Sin(string columnName) => Call("sin", Col(columnName));

    /// <summary>The hyperbolic sine.</summary>
    public static Column Sinh(Column column) => Call("sinh", column);

    /// <inheritdoc cref="Sinh(Column)"/>
    public static Column Sinh(string columnName) => Call("sinh", Col(columnName));

    /// <summary>The tangent of an angle in radians.</summary>
    public static Column Tan(Column column) => Call("tan", column);

    /// <inheritdoc cref="Tan(Column)"/>
    public static Column Tan(string columnName) => Call("tan", Col(columnName));

    /// <summary>The hyperbolic tangent.</summary>
    public static Column Tanh(Column column) => Call("tanh", column);

    /// <inheritdoc cref="Tanh(Column)"/>
    public static Column Tanh(string columnName) => Call("tanh", Col(columnName));

    /// <summary>An angle in radians as degrees.</summary>
    public static Column Degrees(Column column) => Call("degrees", column);

    /// <inheritdoc cref="Degrees(Column)"/>
    public static Column Degrees(string columnName) => Call("degrees", Col(columnName));

    /// <summary>An angle in degrees as radians.</summary>
    public static Column Radians(Column column) => Call("radians", column);

    /// <inheritdoc cref="Radians(Column)"/>
    public static Column Radians(string columnName) => Call("radians", Col(columnName));
}
