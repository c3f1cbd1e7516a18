using DistributedML.Spark.Functions;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    /// <summary>A C# function of rows, called on the executors, whose result is a struct with this schema.</summary>
    /// <param name="udf">The function.</param>
    /// <param name="returnType">The fields of its rows.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    public static Func<Column> Udf(Func<Row> udf, StructType returnType)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), returnType, udf);
        return () => function.On();
    }

    /// <inheritdoc cref="Udf(Func{Row}, StructType)"/>
    public static Func<Column, Column> Udf<T>(Func<T, Row> udf, StructType returnType)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), returnType, udf);
        return x1 => function.On(x1);
    }

    /// <inheritdoc cref="Udf(Func{Row}, StructType)"/>
    public static Func<Column, Column, Column> Udf<T1, T2>(Func<T1, T2, Row> udf, StructType returnType)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), returnType, udf);
        return (x1, x2) => function.On(x1, x2);
    }

    /// <inheritdoc cref="Udf(Func{Row}, StructType)"/>
    public static Func<Column, Column, Column, Column> Udf<T1, T2, T3>(Func<T1, T2, T3, Row> udf, StructType returnType)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), returnType, udf);
        return (x1, x2, x3) => function.On(x1, x2, x3);
    }

    /// <inheritdoc cref="Udf(Func{Row}, StructType)"/>
    public static Func<Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4>(Func<T1, T2, T3, T4, Row> udf, StructType returnType)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), returnType, udf);
        return (x1, x2, x3, x4) => function.On(x1, x2, x3, x4);
    }

    /// <inheritdoc cref="Udf(Func{Row}, StructType)"/>
    public static Func<Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5>(Func<T1, T2, T3, T4, T5, Row> udf, StructType returnType)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), returnType, udf);
        return (x1, x2, x3, x4, x5) => function.On(x1, x2, x3, x4, x5);
    }

    /// <inheritdoc cref="Udf(Func{Row}, StructType)"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6>(Func<T1, T2, T3, T4, T5, T6, Row> udf, StructType returnType)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), returnType, udf);
        return (x1, x2, x3, x4, x5, x6) => function.On(x1, x2, x3, x4, x5, x6);
    }

    /// <inheritdoc cref="Udf(Func{Row}, StructType)"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7>(Func<T1, T2, T3, T4, T5, T6, T7, Row> udf, StructType returnType)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), returnType, udf);
        return (x1, x2, x3, x4, x5, x6, x7) => function.On(x1, x2, x3, x4, x5, x6, x7);
    }

    /// <inheritdoc cref="Udf(Func{Row}, StructType)"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8>(Func<T1, T2, T3, T4, T5, T6, T7, T8, Row> udf, StructType returnType)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), returnType, udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8) => function.On(x1, x2, x3, x4, x5, x6, x7, x8);
    }

    /// <inheritdoc cref="Udf(Func{Row}, StructType)"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8, T9>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, Row> udf, StructType returnType)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), returnType, udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8, x9) => function.On(x1, x2, x3, x4, x5, x6, x7, x8, x9);
    }

    /// <inheritdoc cref="Udf(Func{Row}, StructType)"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, Row> udf, StructType returnType)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), returnType, udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8, x9, x10) => function.On(x1, x2, x3, x4, x5, x6, x7, x8, x9, x10);
    }
}
