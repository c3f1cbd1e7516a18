using DistributedML.Spark.Functions;

namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    /// <summary>
    /// A C# function that Spark calls for each row, on the executors. It is a method or lambda of an assembly that is a file; what it captured travels with it.
    /// An argument of a type that holds no null ends the query at a null with an error that names the row; take <c>int?</c> to get it.
    /// </summary>
    /// <param name="udf">The function. The type of its result decides the column's: a record becomes a struct, a decimal is decimal(28,12).</param>
    /// <returns>Applies the function to columns.</returns>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    /// <exception cref="ArgumentException">Spark has no type for the result.</exception>
    public static Func<Column> Udf<TResult>(Func<TResult> udf)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), udf);
        return () => function.On();
    }

    /// <inheritdoc cref="Udf{TResult}(Func{TResult})"/>
    public static Func<Column, Column> Udf<T, TResult>(Func<T, TResult> udf)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), udf);
        return x1 => function.On(x1);
    }

    /// <inheritdoc cref="Udf{TResult}(Func{TResult})"/>
    public static Func<Column, Column, Column> Udf<T1, T2, TResult>(Func<T1, T2, TResult> udf)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), udf);
        return (x1, x2) => function.On(x1, x2);
    }

    /// <inheritdoc cref="Udf{TResult}(Func{TResult})"/>
    public static Func<Column, Column, Column, Column> Udf<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> udf)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), udf);
        return (x1, x2, x3) => function.On(x1, x2, x3);
    }

    /// <inheritdoc cref="Udf{TResult}(Func{TResult})"/>
    public static Func<Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> udf)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), udf);
        return (x1, x2, x3, x4) => function.On(x1, x2, x3, x4);
    }

    /// <inheritdoc cref="Udf{TResult}(Func{TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> udf)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), udf);
        return (x1, x2, x3, x4, x5) => function.On(x1, x2, x3, x4, x5);
    }

    /// <inheritdoc cref="Udf{TResult}(Func{TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> udf)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), udf);
        return (x1, x2, x3, x4, x5, x6) => function.On(x1, x2, x3, x4, x5, x6);
    }

    /// <inheritdoc cref="Udf{TResult}(Func{TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> udf)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), udf);
        return (x1, x2, x3, x4, x5, x6, x7) => function.On(x1, x2, x3, x4, x5, x6, x7);
    }

    /// <inheritdoc cref="Udf{TResult}(Func{TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> udf)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8) => function.On(x1, x2, x3, x4, x5, x6, x7, x8);
    }

    /// <inheritdoc cref="Udf{TResult}(Func{TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> udf)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8, x9) => function.On(x1, x2, x3, x4, x5, x6, x7, x8, x9);
    }

    /// <inheritdoc cref="Udf{TResult}(Func{TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> Udf<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> udf)
    {
        var function = UserFunction.OfRows(RowBinders.Of(udf), udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8, x9, x10) => function.On(x1, x2, x3, x4, x5, x6, x7, x8, x9, x10);
    }
}
