using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

// Functions by name, methods of the server's JVM, and the hint that a table is small.
public static partial class Functions
{
    /// <summary>A function by its name in SQL, possibly with database and catalog: built in, registered, or persistent.</summary>
    public static Column CallFunction(string name, params Column[] columns)
    {
        var call = new CallFunction { FunctionName = name };
        call.Arguments.AddRange(columns.Select(column => column.Expression));
        return new Column(new Expression { CallFunction = call }, columns);
    }

    /// <summary>A registered function by its name.</summary>
    public static Column CallUDF(string udfName, params Column[] columns) => CallFunction(udfName, columns);

    /// <summary>A registered function by its name.</summary>
    public static Column Call_UDF(string udfName, params Column[] columns) => CallFunction(udfName, columns);

    /// <summary>An argument by the name of its parameter, for functions that have names for them: <c>name => value</c> in SQL.</summary>
    public static Column NamedArgument(string name, Column value) =>
        new(new Expression { NamedArgumentExpression = new() { Key = name, Value = value.Expression } }, value);

    /// <summary>What a static method of a Java class, named by the first two arguments, answers to the others.</summary>
    public static Column JavaMethod(params Column[] columns) => Call("java_method", columns);

    /// <summary>What a static method of a Java class, named by the first two arguments, answers to the others.</summary>
    public static Column Reflect(params Column[] columns) => Call("reflect", columns);

    /// <summary>What a static method of a Java class answers, or null where it throws.</summary>
    public static Column TryReflect(params Column[] columns) => Call("try_reflect", columns);

    /// <summary>Marks a table as small enough to be sent to every executor when it is joined.</summary>
    public static DataFrame Broadcast(DataFrame df) =>
        new(df.Session, SparkSession.NewRelation(relation => relation.Hint = new Hint { Input = df.Relation, Name = "broadcast" }));
}
