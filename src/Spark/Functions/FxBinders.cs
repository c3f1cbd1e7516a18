using Apache.Arrow;
using Microsoft.Data.Analysis;

namespace DistributedML.Spark.Functions;

/// <summary>Makes of a function of columns of Microsoft.Data.Analysis one of the arguments of a batch.</summary>
static class FxBinders
{
    public static Func<ColumnArguments, IArrowArray> Of<T, TResult>(Func<T, TResult> function)
        where T : DataFrameColumn
        where TResult : DataFrameColumn =>
        a => Vectors.ToArrow(function(a.Fx<T>(0)));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, TResult>(Func<T1, T2, TResult> function)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where TResult : DataFrameColumn =>
        a => Vectors.ToArrow(function(a.Fx<T1>(0), a.Fx<T2>(1)));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where TResult : DataFrameColumn =>
        a => Vectors.ToArrow(function(a.Fx<T1>(0), a.Fx<T2>(1), a.Fx<T3>(2)));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where TResult : DataFrameColumn =>
        a => Vectors.ToArrow(function(a.Fx<T1>(0), a.Fx<T2>(1), a.Fx<T3>(2), a.Fx<T4>(3)));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> function)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where TResult : DataFrameColumn =>
        a => Vectors.ToArrow(function(a.Fx<T1>(0), a.Fx<T2>(1), a.Fx<T3>(2), a.Fx<T4>(3), a.Fx<T5>(4)));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> function)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where TResult : DataFrameColumn =>
        a => Vectors.ToArrow(function(a.Fx<T1>(0), a.Fx<T2>(1), a.Fx<T3>(2), a.Fx<T4>(3), a.Fx<T5>(4), a.Fx<T6>(5)));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> function)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where T7 : DataFrameColumn
        where TResult : DataFrameColumn =>
        a => Vectors.ToArrow(function(a.Fx<T1>(0), a.Fx<T2>(1), a.Fx<T3>(2), a.Fx<T4>(3), a.Fx<T5>(4), a.Fx<T6>(5), a.Fx<T7>(6)));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> function)
        where T1 : DataFrameColumn
        where T2 : DataFrameColumn
        where T3 : DataFrameColumn
        where T4 : DataFrameColumn
        where T5 : DataFrameColumn
        where T6 : DataFrameColumn
        where T7 : DataFrameColumn
        where T8 : DataFrameColumn
        where TResult : DataFrameColumn =>
        a => Vectors.ToArrow(function(a.Fx<T1>(0), a.Fx<T2>(1), a.Fx<T3>(2), a.Fx<T4>(3), a.Fx<T5>(4), a.Fx<T6>(5), a.Fx<T7>(6), a.Fx<T8>(7)));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> function)
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
        a => Vectors.ToArrow(function(a.Fx<T1>(0), a.Fx<T2>(1), a.Fx<T3>(2), a.Fx<T4>(3), a.Fx<T5>(4), a.Fx<T6>(5), a.Fx<T7>(6), a.Fx<T8>(7), a.Fx<T9>(8)));

    public static Func<ColumnArguments, IArrowArray> Of<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> function)
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
        a => Vectors.ToArrow(function(a.Fx<T1>(0), a.Fx<T2>(1), a.Fx<T3>(2), a.Fx<T4>(3), a.Fx<T5>(4), a.Fx<T6>(5), a.Fx<T7>(6), a.Fx<T8>(7), a.Fx<T9>(8), a.Fx<T10>(9)));
}
