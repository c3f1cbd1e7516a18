using Apache.Arrow;
using DistributedML.Spark.Functions;

namespace Microsoft.Spark.Sql;

/// <summary>Registers functions over Arrow arrays.</summary>
public static class UdfRegistrationExtensions
{
    /// <summary>Gives a function over whole columns of a batch a name by which the session's SQL can call it.</summary>
    /// <param name="udf">The session's registry.</param>
    /// <param name="name">The name; a function that had it before is replaced.</param>
    /// <param name="f">The function.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    public static void RegisterVector<T, TResult>(this UdfRegistration udf, string name, Func<T, TResult> f)
        where T : IArrowArray
        where TResult : IArrowArray =>
        udf.Register(UserFunction.OfVectors(ArrowBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, TResult>(this UdfRegistration udf, string name, Func<T1, T2, TResult> f)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where TResult : IArrowArray =>
        udf.Register(UserFunction.OfVectors(ArrowBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, TResult> f)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where TResult : IArrowArray =>
        udf.Register(UserFunction.OfVectors(ArrowBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, TResult> f)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where TResult : IArrowArray =>
        udf.Register(UserFunction.OfVectors(ArrowBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, TResult> f)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where TResult : IArrowArray =>
        udf.Register(UserFunction.OfVectors(ArrowBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, T6, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, T6, TResult> f)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where TResult : IArrowArray =>
        udf.Register(UserFunction.OfVectors(ArrowBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, T6, T7, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, T6, T7, TResult> f)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where T7 : IArrowArray
        where TResult : IArrowArray =>
        udf.Register(UserFunction.OfVectors(ArrowBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> f)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where T7 : IArrowArray
        where T8 : IArrowArray
        where TResult : IArrowArray =>
        udf.Register(UserFunction.OfVectors(ArrowBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> f)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where T7 : IArrowArray
        where T8 : IArrowArray
        where T9 : IArrowArray
        where TResult : IArrowArray =>
        udf.Register(UserFunction.OfVectors(ArrowBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));

    /// <inheritdoc cref="RegisterVector{T, TResult}(UdfRegistration, string, Func{T, TResult})"/>
    public static void RegisterVector<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(this UdfRegistration udf, string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> f)
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
        where TResult : IArrowArray =>
        udf.Register(UserFunction.OfVectors(ArrowBinders.Of(f), Vectors.TypeOf(typeof(TResult)), f, name));
}
