using DistributedML.Spark.Connect.Protocol;
using Google.Protobuf;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>A function as Spark Connect has it.</summary>
static class FunctionMessage
{
    /// <param name="function">What the worker runs.</param>
    /// <param name="output">The type of its result: a struct for one over tables.</param>
    /// <param name="evalType">Its kind, of <see cref="EvalType"/>.</param>
    /// <param name="name">Its name in plans and SQL.</param>
    /// <exception cref="FunctionNotPortableException">It captured something that cannot travel.</exception>
    public static CommonInlineUserDefinedFunction Of(IPortable function, Microsoft.Spark.Sql.Types.DataType output, int evalType, string name) => new()
    {
        FunctionName = name,
        Deterministic = true,
        PythonUdf = new()
        {
            OutputType = output.ToProto(),
            EvalType = evalType,
            Command = Command(function),
            PythonVer = ProtocolVersion.Spark42.ToString(),
        },
    };

    static ByteString Command(IPortable function)
    {
        FunctionArtifacts.Expect();
        return UnsafeByteOperations.UnsafeWrap(FunctionPayload.Create(function));
    }

    /// <summary>The name of a method or lambda in plans.</summary>
    public static string Name(Delegate function) => function.Method.Name.Contains('<') ? "csharp" : function.Method.Name;

    /// <summary>
    /// The names of the arguments that a method or lambda is called with. An extension method that is bound to its first argument takes the
    /// others alone.
    /// </summary>
    public static string[] Parameters(Delegate function)
    {
        var taken = function.GetType().GetMethod(nameof(Action.Invoke))!.GetParameters().Length;
        return [.. function.Method.GetParameters().TakeLast(taken).Select(parameter => parameter.Name ?? "")];
    }
}
