using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;
using DistributedML.Spark.Functions;
using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;
using StructType = Microsoft.Spark.Sql.Types.StructType;

namespace Microsoft.Spark.Sql;

/// <summary>Gives C# functions names by which the session's SQL can call them.</summary>
public sealed class UdfRegistration
{
    readonly SparkSession _session;

    internal UdfRegistration(SparkSession session) => _session = session;

    /// <summary>Gives a function of values a name in SQL; see <see cref="Functions.Udf{TResult}(Func{TResult})"/>.</summary>
    /// <param name="name">The name; a function that had it before is replaced.</param>
    /// <param name="f">The function.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    public void Register<TResult>(string name, Func<TResult> f) => Register(UserFunction.OfRows(RowBinders.Of(f), f, name));

    /// <inheritdoc cref="Register{TResult}(string, Func{TResult})"/>
    public void Register<T, TResult>(string name, Func<T, TResult> f) => Register(UserFunction.OfRows(RowBinders.Of(f), f, name));

    /// <inheritdoc cref="Register{TResult}(string, Func{TResult})"/>
    public void Register<T1, T2, TResult>(string name, Func<T1, T2, TResult> f) => Register(UserFunction.OfRows(RowBinders.Of(f), f, name));

    /// <inheritdoc cref="Register{TResult}(string, Func{TResult})"/>
    public void Register<T1, T2, T3, TResult>(string name, Func<T1, T2, T3, TResult> f) => Register(UserFunction.OfRows(RowBinders.Of(f), f, name));

    /// <inheritdoc cref="Register{TResult}(string, Func{TResult})"/>
    public void Register<T1, T2, T3, T4, TResult>(string name, Func<T1, T2, T3, T4, TResult> f) => Register(UserFunction.OfRows(RowBinders.Of(f), f, name));

    /// <inheritdoc cref="Register{TResult}(string, Func{TResult})"/>
    public void Register<T1, T2, T3, T4, T5, TResult>(string name, Func<T1, T2, T3, T4, T5, TResult> f) => Register(UserFunction.OfRows(RowBinders.Of(f), f, name));

    /// <inheritdoc cref="Register{TResult}(string, Func{TResult})"/>
    public void Register<T1, T2, T3, T4, T5, T6, TResult>(string name, Func<T1, T2, T3, T4, T5, T6, TResult> f) => Register(UserFunction.OfRows(RowBinders.Of(f), f, name));

    /// <inheritdoc cref="Register{TResult}(string, Func{TResult})"/>
    public void Register<T1, T2, T3, T4, T5, T6, T7, TResult>(string name, Func<T1, T2, T3, T4, T5, T6, T7, TResult> f) => Register(UserFunction.OfRows(RowBinders.Of(f), f, name));

    /// <inheritdoc cref="Register{TResult}(string, Func{TResult})"/>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> f) => Register(UserFunction.OfRows(RowBinders.Of(f), f, name));

    /// <inheritdoc cref="Register{TResult}(string, Func{TResult})"/>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, TResult> f) => Register(UserFunction.OfRows(RowBinders.Of(f), f, name));

    /// <inheritdoc cref="Register{TResult}(string, Func{TResult})"/>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, TResult> f) => Register(UserFunction.OfRows(RowBinders.Of(f), f, name));

    /// <summary>Gives a function whose result is a struct with this schema a name in SQL.</summary>
    /// <param name="name">The name; a function that had it before is replaced.</param>
    /// <param name="f">The function.</param>
    /// <param name="returnType">The fields of its rows.</param>
    /// <exception cref="FunctionNotPortableException">The function captured something that cannot travel to the executors; the message names it.</exception>
    public void Register(string name, Func<Row> f, StructType returnType) => Register(UserFunction.OfRows(RowBinders.Of(f), returnType, f, name));

    /// <inheritdoc cref="Register(string, Func{Row}, StructType)"/>
    public void Register<T>(string name, Func<T, Row> f, StructType returnType) => Register(UserFunction.OfRows(RowBinders.Of(f), returnType, f, name));

    /// <inheritdoc cref="Register(string, Func{Row}, StructType)"/>
    public void Register<T1, T2>(string name, Func<T1, T2, Row> f, StructType returnType) => Register(UserFunction.OfRows(RowBinders.Of(f), returnType, f, name));

    /// <inheritdoc cref="Register(string, Func{Row}, StructType)"/>
    public void Register<T1, T2, T3>(string name, Func<T1, T2, T3, Row> f, StructType returnType) => Register(UserFunction.OfRows(RowBinders.Of(f), returnType, f, name));

    /// <inheritdoc cref="Register(string, Func{Row}, StructType)"/>
    public void Register<T1, T2, T3, T4>(string name, Func<T1, T2, T3, T4, Row> f, StructType returnType) => Register(UserFunction.OfRows(RowBinders.Of(f), returnType, f, name));

    /// <inheritdoc cref="Register(string, Func{Row}, StructType)"/>
    public void Register<T1, T2, T3, T4, T5>(string name, Func<T1, T2, T3, T4, T5, Row> f, StructType returnType) => Register(UserFunction.OfRows(RowBinders.Of(f), returnType, f, name));

    /// <inheritdoc cref="Register(string, Func{Row}, StructType)"/>
    public void Register<T1, T2, T3, T4, T5, T6>(string name, Func<T1, T2, T3, T4, T5, T6, Row> f, StructType returnType) => Register(UserFunction.OfRows(RowBinders.Of(f), returnType, f, name));

    /// <inheritdoc cref="Register(string, Func{Row}, StructType)"/>
    public void Register<T1, T2, T3, T4, T5, T6, T7>(string name, Func<T1, T2, T3, T4, T5, T6, T7, Row> f, StructType returnType) => Register(UserFunction.OfRows(RowBinders.Of(f), returnType, f, name));

    /// <inheritdoc cref="Register(string, Func{Row}, StructType)"/>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, Row> f, StructType returnType) => Register(UserFunction.OfRows(RowBinders.Of(f), returnType, f, name));

    /// <inheritdoc cref="Register(string, Func{Row}, StructType)"/>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8, T9>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, Row> f, StructType returnType) => Register(UserFunction.OfRows(RowBinders.Of(f), returnType, f, name));

    /// <inheritdoc cref="Register(string, Func{Row}, StructType)"/>
    public void Register<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(string name, Func<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, Row> f, StructType returnType) => Register(UserFunction.OfRows(RowBinders.Of(f), returnType, f, name));

    /// <summary>Gives a function of Java or Scala a name in SQL. Its result's type is what its class declares.</summary>
    /// <param name="name">The name; a function that had it before is replaced.</param>
    /// <param name="className">A class that implements UDF0 to UDF22 of Spark's Java API and is on the server's class path.</param>
    /// <exception cref="SparkException">The server has no such class.</exception>
    public void RegisterJava(string name, string className) => RegisterJava(name, new JavaUDF { ClassName = className });

    /// <inheritdoc cref="RegisterJava(string, string)"/>
    /// <typeparam name="TResult">The type of the function's result.</typeparam>
    public void RegisterJava<TResult>(string name, string className) =>
        RegisterJava(name, new JavaUDF { ClassName = className, OutputType = SparkTypes.Of(typeof(TResult)).ToProto() });

    /// <summary>Gives an aggregate function of Java or Scala a name in SQL.</summary>
    /// <param name="name">The name; a function that had it before is replaced.</param>
    /// <param name="className">A class that extends UserDefinedAggregateFunction and is on the server's class path.</param>
    /// <exception cref="SparkException">The server has no such class.</exception>
    public void RegisterJavaUDAF(string name, string className) => RegisterJava(name, new JavaUDF { ClassName = className, Aggregate = true });

    internal void Register(UserFunction function) => Register(function.Message);

    void RegisterJava(string name, JavaUDF function) =>
        Register(new CommonInlineUserDefinedFunction { FunctionName = name, Deterministic = true, JavaUdf = function });

    void Register(CommonInlineUserDefinedFunction function) =>
        Blocking.Wait(() => _session.CommandAsync(new Command { RegisterFunction = function }, default));
}
