namespace DistributedML.Spark.Functions;

/// <summary>Makes of a function of values the function of a row number, once in a task: the readers of its arguments are made by then.</summary>
static class RowBinders
{
    public static Func<ArgumentReaders, Func<int, TResult>> Of<TResult>(Func<TResult> function) => arguments => row => function();

    public static Func<ArgumentReaders, Func<int, TResult>> Of<T, TResult>(Func<T, TResult> function) => arguments =>
    {
        var a1 = arguments.Open<T>(0);
        return row => function(a1.Read(row));
    };

    public static Func<ArgumentReaders, Func<int, TResult>> Of<T1, T2, TResult>(Func<T1, T2, TResult> function) => arguments =>
    {
        var a1 = arguments.Open<T1>(0);
        var a2 = arguments.Open<T2>(1);
        return row => function(a1.Read(row), a2.Read(row));
    };

    public static Func<ArgumentReaders, Func<int, TResult>> Of<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function) => arguments =>
    {
        var a1 = arguments.Open<T1>(0);
        var a2 = arguments.Open<T2>(1);
        var a3 = arguments.Open<T3>(2);
        return row => function(a1.Read(row), a2.Read(row), a3.Read(row));
    };

    public static Func<ArgumentReaders, Func<int, TResult>> Of<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> function) => arguments =>
    {
        var a1 = arguments.Open<T1>(0);
        var a2 = arguments.Open<T2>(1);
        var a3 = arguments.Open<T3>(2);
        var a4 = arguments.Open<T4>(3);
        return row => function(a1.Read(row), a2.Read(row), a3.Read(row), a4.Read(row));
    };

    public static Func<ArgumentReaders, Func<int, TResult>> Of<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> function) => arguments =>
    {
        var a1 = arguments.Open<T1>(0);
        var a2 = arguments.Open<T2>(1);
        var a3 = arguments.Open<T3>(2);
        var a4 = arguments.Open<T4>(3);
        var a5 = arguments.Open<T5>(4);
        return row => function(a1.Read(row), a2.Read(row), a3.Read(row), a4.Read(row), a5.Read(row));
    };

    public static Func<ArgumentReaders, Func<int, TResult>> Of<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> function) => arguments =>
    {
        var a1 = arguments.Open<T1>(0);
        var a2 = arguments.Open<T2>(1);
        var a3 = arguments.Open<T3>(2);
        var a4 = arguments.Open<T4>(3);
        var a5 = arguments.Open<T5>(4);
        var a6 = arguments.Open<T6>(5);
        return row => function(a1.Read(row), a2.Read(row), a3.Read(row), a4.Read(row), a5.Read(row), a6.Read(row));
    };

    public static Func<ArgumentReaders, Func<int, TResult>> Of<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> function) => arguments =>
    {
        var a1 = arguments.Open<T1>(0);
        var a2 = arguments.Open<T2>(1);
        var a3 = arguments.Open<T3>(2);
        var a4 = arguments.Open<T4>(3);
        var a5 = arguments.Open<T5>(4);
        var a6 = arguments.Open<T6>(5);
        var a7 = arguments.Open<T7>(6);
        return row => function(a1.Read(row), a2.Read(row), a3.Read(row), a4.Read(row), a5.Read(row), a6.Read(row), a7.Read(row));
    };

    public static Func<ArgumentReaders, Func<int, TResult>> Of<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> function) => arguments =>
    {
        var a1 = arguments.Open<T1>(0);
        var a2 = arguments.Open<T2>(1);
        var a3 = arguments.Open<T3>(2);
        var a4 = arguments.Open<T4>(3);
        var a5 = arguments.Open<T5>(4);
        var a6 = arguments.Open<T6>(5);
        var a7 = arguments.Open<T7>(6);
        var a8 = arguments.Open<T8>(7);
        return row => function(a1.Read(row), a2.Read(row), a3.Read(row), a4.Read(row), a5.Read(row), a6.Read(row), a7.Read(row), a8.Read(row));
    };

    public static Func<ArgumentReaders, Func<int, TResult>> Of<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> function) => arguments =>
    {
        var a1 = arguments.Open<T1>(0);
        var a2 = arguments.Open<T2>(1);
        var a3 = arguments.Open<T3>(2);
        var a4 = arguments.Open<T4>(3);
        var a5 = arguments.Open<T5>(4);
        var a6 = arguments.Open<T6>(5);
        var a7 = arguments.Open<T7>(6);
        var a8 = arguments.Open<T8>(7);
        var a9 = arguments.Open<T9>(8);
        return row => function(a1.Read(row), a2.Read(row), a3.Read(row), a4.Read(row), a5.Read(row), a6.Read(row), a7.Read(row), a8.Read(row), a9.Read(row));
    };

    public static Func<ArgumentReaders, Func<int, TResult>> Of<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> function) => arguments =>
    {
        var a1 = arguments.Open<T1>(0);
        var a2 = arguments.Open<T2>(1);
        var a3 = arguments.Open<T3>(2);
        var a4 = arguments.Open<T4>(3);
        var a5 = arguments.Open<T5>(4);
        var a6 = arguments.Open<T6>(5);
        var a7 = arguments.Open<T7>(6);
        var a8 = arguments.Open<T8>(7);
        var a9 = arguments.Open<T9>(8);
        var a10 = arguments.Open<T10>(9);
        return row => function(a1.Read(row), a2.Read(row), a3.Read(row), a4.Read(row), a5.Read(row), a6.Read(row), a7.Read(row), a8.Read(row), a9.Read(row), a10.Read(row));
    };
}
