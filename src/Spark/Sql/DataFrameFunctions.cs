using DistributedML.Spark.Functions;
using Microsoft.Data.Analysis;

namespace Microsoft.Spark.Sql;

/// <summary>Functions over columns of Microsoft.Data.Analysis.</summary>
public static class DataFrameFunctions
{
    /// <summary>A C# function that is called on the executors with whole columns of a batch, as columns of Microsoft.Data.Analysis, and returns one of as many rows.</summary>
    /// <param name="udf">The function. What it captured travels with it.</param>
    /// <returns>Applies the function to columns.</returns>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    /// <exception cref="ArgumentException">The type of the result does not say its Spark type, as of decimals.</exception>
    public static Func<Column, Column> VectorUdf<T, TResult>(Func<T, TResult> udf)
        where T : DataFrameColumn
        where TResult : DataFrameColumn
    {
        var function = UserFunction.OfVectors(FxBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return x1 => function.On(x1);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column> VectorUdf<T1, T2, TResult>(Func<T1, T2, TResult> udf)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where TResult : DataFrameColumn
    {
        var function = UserFunction.OfVectors(FxBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2) => function.On(x1, x2);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column> VectorUdf<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> udf)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where TResult : DataFrameColumn
    {
        var function = UserFunction.OfVectors(FxBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3) => function.On(x1, x2, x3);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> udf)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where TResult : DataFrameColumn
    {
        var function = UserFunction.OfVectors(FxBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4) => function.On(x1, x2, x3, x4);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> udf)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where TResult : DataFrameColumn
    {
        var function = UserFunction.OfVectors(FxBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5) => function.On(x1, x2, x3, x4, x5);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> udf)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where TResult : DataFrameColumn
    {
        var function = UserFunction.OfVectors(FxBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5, x6) => function.On(x1, x2, x3, x4, x5, x6);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> udf)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where T7 : DataFrameColumn
        where TResult : DataFrameColumn
    {
        var function = UserFunction.OfVectors(FxBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5, x6, x7) => function.On(x1, x2, x3, x4, x5, x6, x7);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> udf)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where T7 : DataFrameColumn
        where T8 : DataFrameColumn
        where TResult : DataFrameColumn
    {
        var function = UserFunction.OfVectors(FxBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8) => function.On(x1, x2, x3, x4, x5, x6, x7, x8);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> udf)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where T7 : DataFrameColumn
        where T8 : DataFrameColumn
        where T9 : DataFrameColumn
        where TResult : DataFrameColumn
    {
        var function = UserFunction.OfVectors(FxBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8, x9) => function.On(x1, x2, x3, x4, x5, x6, x7, x8, x9);
    }

    /// <inheritdoc cref="VectorUdf{T, TResult}(Func{T, TResult})"/>
    public static Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> VectorUdf<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> udf)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where T7 : DataFrameColumn
        where T8 : DataFrameColumn
        where T9 : DataFrameColumn
        where T10 : DataFrameColumn
        where TResult : DataFrameColumn
    {
        var function = UserFunction.OfVectors(FxBinders.Of(udf), Vectors.TypeOf(typeof(TResult)), udf);
        return (x1, x2, x3, x4, x5, x6, x7, x8, x9, x10) => function.On(x1, x2, x3, x4, x5, x6, x7, x8, x9, x10);
    }
}
