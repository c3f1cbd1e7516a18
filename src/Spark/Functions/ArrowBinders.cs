using Apache.Arrow;

namespace DistributedML.Spark.Functions;

/// <summary>Makes of a function of Arrow arrays one of the arguments of a batch.</summary>
static class ArrowBinders
{
    public static Func<ColumnArguments, IArrowArray> Of<T, TResult>(Func<T, TResult> function)
        where T : IArrowArray
        where TResult : IArrowArray =>
        a => function(a.Arrow<T>(0));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, TResult>(Func<T1, T2, TResult> function)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where TResult : IArrowArray =>
        a => function(a.Arrow<T1>(0), a.Arrow<T2>(1));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where TResult : IArrowArray =>
        a => function(a.Arrow<T1>(0), a.Arrow<T2>(1), a.Arrow<T3>(2));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where TResult : IArrowArray =>
        a => function(a.Arrow<T1>(0), a.Arrow<T2>(1), a.Arrow<T3>(2), a.Arrow<T4>(3));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> function)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where TResult : IArrowArray =>
        a => function(a.Arrow<T1>(0), a.Arrow<T2>(1), a.Arrow<T3>(2), a.Arrow<T4>(3), a.Arrow<T5>(4));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> function)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where TResult : IArrowArray =>
        a => function(a.Arrow<T1>(0), a.Arrow<T2>(1), a.Arrow<T3>(2), a.Arrow<T4>(3), a.Arrow<T5>(4), a.Arrow<T6>(5));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> function)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where T7 : IArrowArray
        where TResult : IArrowArray =>
        a => function(a.Arrow<T1>(0), a.Arrow<T2>(1), a.Arrow<T3>(2), a.Arrow<T4>(3), a.Arrow<T5>(4), a.Arrow<T6>(5), a.Arrow<T7>(6));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> function)
        where T1 : IArrowArray
        where T2 : IArrowArray
        where T3 : IArrowArray
        where T4 : IArrowArray
        where T5 : IArrowArray
        where T6 : IArrowArray
        where T7 : IArrowArray
        where T8 : IArrowArray
        where TResult : IArrowArray =>
        a => function(a.Arrow<T1>(0), a.Arrow<T2>(1), a.Arrow<T3>(2), a.Arrow<T4>(3), a.Arrow<T5>(4), a.Arrow<T6>(5), a.Arrow<T7>(6), a.Arrow<T8>(7));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> function)
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
        a => function(a.Arrow<T1>(0), a.Arrow<T2>(1), a.Arrow<T3>(2), a.Arrow<T4>(3), a.Arrow<T5>(4), a.Arrow<T6>(5), a.Arrow<T7>(6), a.Arrow<T8>(7), a.Arrow<T9>(8));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> function)
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
        a => function(a.Arrow<T1>(0), a.Arrow<T2>(1), a.Arrow<T3>(2), a.Arrow<T4>(3), a.Arrow<T5>(4), a.Arrow<T6>(5), a.Arrow<T7>(6), a.Arrow<T8>(7), a.Arrow<T9>(8), a.Arrow<T10>(9));
}
