using DistributedML.Spark.Functions;
using Microsoft.Data.Analysis;
namespace Microsoft.Spark.Sql;

/// <summary>Registers functions over columns of Microsoft.Data.Analysis.</summary>
public static class DataFrameUdfRegistrationExtensions
{
    /// <summary>Gives a function over whole columns of a batch a name by which the session's SQL can call it.</summary>
    /// <param name="udf">The session's registry.</param>
    /// <param name="name">The name; a function that had it before is replaced.</param>
    /// <param name="f">The function.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    public static void RegisterVector<T, TResult>(this UdfRegistration udf, string name, Func<T, TResult> f)
        where T : DataFrameColumn
        where TResult : DataFrameColumn =>
        udf.Register(UserFunction.OfVectors(FxBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, TResult>(this UdfRegistration udf, string name, Func<T1, T2, TResult> f)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where TResult : DataFrameColumn =>
        udf.Register(UserFunction.OfVectors(FxBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, TResult> f)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where TResult : DataFrameColumn =>
        udf.Register(UserFunction.OfVectors(FxBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, TResult> f)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where TResult : DataFrameColumn =>
        udf.Register(UserFunction.OfVectors(FxBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, TResult> f)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where TResult : DataFrameColumn =>
        udf.Register(UserFunction.OfVectors(FxBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, T6, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, T6, TResult> f)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where TResult : DataFrameColumn =>
        udf.Register(UserFunction.OfVectors(FxBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, T6, T7, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, T6, T7, TResult> f)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where T7 : DataFrameColumn
        where TResult : DataFrameColumn =>
        udf.Register(UserFunction.OfVectors(FxBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> f)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where T7 : DataFrameColumn
        where T8 : DataFrameColumn
        where TResult : DataFrameColumn =>
        udf.Register(UserFunction.OfVectors(FxBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> f)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where T7 : DataFrameColumn
        where T8 : DataFrameColumn
        where T9 : DataFrameColumn
        where TResult : DataFrameColumn =>
        udf.Register(UserFunction.OfVectors(FxBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> f)
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
        where TResult : DataFrameColumn =>
        udf.Register(UserFunction.OfVectors(FxBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));
}
