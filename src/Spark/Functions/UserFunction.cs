using Apache.Arrow;
using DistributedML.Spark.Connect.Protocol;
using DistributedML.Spark.Rows;
using Column = Microsoft.Spark.Sql.Column;
using DataType = Microsoft.Spark.Sql.Types.DataType;

namespace DistributedML.Spark.Functions;

/// <summary>A C# function in expressions: made once, applied to any columns, or registered for SQL.</summary>
sealed class UserFunction : IPortable
{
    UserFunction(IColumnFunction function, DataType output, string name) => Message = FunctionMessage.Of(function, output, EvalType.Scalar, name);

    public CommonInlineUserDefinedFunction Message { get; }

    /// <param name="bind">Makes the function of a row number.</param>
    /// <param name="own">The user's own function, whose parameters give the arguments their names.</param>
    /// <param name="name">The name in plans and SQL; null for the function's own.</param>
    public static UserFunction OfRows<TResult>(Func<ArgumentReaders, Func<int, TResult>> bind, Delegate own, string? name = null) =>
        OfRows(bind, SparkTypes.Of(typeof(TResult)), own, name);

    public static UserFunction OfRows<TResult>(Func<ArgumentReaders, Func<int, TResult>> bind, DataType output, Delegate own, string? name = null) =>
        new(new RowFunction<TResult>(bind, output, FunctionMessage.Parameters(own)), output, name ?? FunctionMessage.Name(own));

    public static UserFunction OfVectors(Func<ColumnArguments, IArrowArray> function, DataType output, Delegate own, string? name = null) =>
        new(new VectorFunction(function, FunctionMessage.Parameters(own)), output, name ?? FunctionMessage.Name(own));

    public Column On(params ReadOnlySpan<Column> arguments)
    {
        var call = Message.Clone();
        foreach (var argument in arguments)
        {
            ArgumentNullException.ThrowIfNull(argument, $"argument of {call.FunctionName}");
            call.Arguments.Add(argument.Expression);
        }
        return new(new Expression { CommonInlineUserDefinedFunction = call }, arguments);
    }
}
