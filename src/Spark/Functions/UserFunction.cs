using Apache.Arrow;
using DistributedML.Spark.Connect.Protocol;
using DistributedML.Spark.Rows;
using Column = Microsoft.Spark.Sql.Column;
using DataType = Microsoft.Spark.Sql.Types.DataType;

namespace DistributedML.Spark.Functions;

/// <summary>A C# function in expressions: made once, applied to any columns, or registered for SQL.</summary>
sealed class UserFunction
{
    UserFunction(IColumnFunction function, DataType output, string name) => Message = FunctionMessage.Of(function, output, EvalType.Scalar, name);

    public CommonInlineUserDefinedFunction Message { get; }

    public static UserFunction OfRows<TResult>(Func<ArgumentReaders, Func<int, TResult>> bind, string name) => OfRows(bind, SparkTypes.Of(typeof(TResult)), name);

    public static UserFunction OfRows<TResult>(Func<ArgumentReaders, Func<int, TResult>> bind, DataType output, string name) => new(new RowFunction<TResult>(bind, output), output, name);

    public static UserFunction OfVectors(Func<ColumnArguments, IArrowArray> function, DataType output, string name) => new(new VectorFunction(function), output, name);

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
