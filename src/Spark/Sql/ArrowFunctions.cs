using Apache.Arrow;
using DistributedML.Spark.Functions;

namespace Microsoft.Spark.Sql;

/// <summary>Functions over Arrow arrays.</summary>
public static class ArrowFunctions
{
    /// <summary>A C# function that is called on the executors with whole columns of a batch, as Arrow arrays, and returns one of as many rows.</summary>
    /// <param name="udf">The function. What it captured travels with it.</param>
    /// <returns>Applies the function to columns.</returns>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    /// <exception cref="ArgumentException">The type of the result does not say its Spark type, as of decimals.</exception>
    public static Func<Column, Column> VectorUdf<T, TResult>(Func<T, TResult> udf)
        where T : IArrowArray
        where TResult : IArrowArray
    {
        var function = UserFunction.OfVectors(ArrowBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return x1 => function.On(x1);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column> VectorUdf<T1, T2, TResult>(Func<T1, T2, TResult> udf)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where TResult : IArrowArray
    {
        var function = UserFunction.OfVectors(ArrowBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2) => function.On(x1, x2);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column> VectorUdf<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> udf)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where TResult : IArrowArray
    {
        var function = UserFunction.OfVectors(ArrowBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3) => function.On(x1, x2, x3);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> udf)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where TResult : IArrowArray
    {
        var function = UserFunction.OfVectors(ArrowBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4) => function.On(x1, x2, x3, x4);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> udf)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where TResult : IArrowArray
    {
        var function = UserFunction.OfVectors(ArrowBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5) => function.On(x1, x2, x3, x4, x5);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> udf)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where TResult : IArrowArray
    {
        var function = UserFunction.OfVectors(ArrowBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5, x6) => function.On(x1, x2, x3, x4, x5, x6);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> udf)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where T7 : IArrowArray
        where TResult : IArrowArray
    {
        var function = UserFunction.OfVectors(ArrowBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5, x6, x7) => function.On(x1, x2, x3, x4, x5, x6, x7);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> udf)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where T7 : IArrowArray
        where T8 : IArrowArray
        where TResult : IArrowArray
    {
        var function = UserFunction.OfVectors(ArrowBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8) => function.On(x1, x2, x3, x4, x5, x6, x7, x8);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> udf)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where T7 : IArrowArray
        where T8 : IArrowArray
        where T9 : IArrowArray
        where TResult : IArrowArray
    {
        var function = UserFunction.OfVectors(ArrowBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8, x9) => function.On(x1, x2, x3, x4, x5, x6, x7, x8, x9);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> udf)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where T7 : IArrowArray
        where T8 : IArrowArray
        where T9 : IArrowArray
        where T10 : IArrowArray
        where TResult : IArrowArray
    {
        var function = UserFunction.OfVectors(ArrowBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8, x9, x10) => function.On(x1, x2, x3, x4, x5, x6, x7, x8, x9, x10);
    }
}
