using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>C# functions from columns to a column, as lambda functions of Spark.</summary>
static class Lambda
{
    static long _variables;

    /// <summary>Calls the function once with variables whose names no other lambda has, so that a lambda inside another does not hide its variables.</summary>
    public static Column Of(int count, Func<Column[], Column> function)
    {
        var variables = new Column[count];
        var lambda = new Expression.Types.LambdaFunction();
        for (var i = 0; i < count; i++)
        {
            var variable = new Expression.Types.UnresolvedNamedLambdaVariable();
            variable.NameParts.Add($"{"xyz"[i]}_{Interlocked.Increment(ref _variables)}");
            lambda.Arguments.Add(variable);
            variables[i] = new Column(new Expression { UnresolvedNamedLambdaVariable = variable });
        }
        var body = function(variables) ?? throw new ArgumentException("The function made no column");
        lambda.Function = body.Expression;
        return new Column(new Expression { LambdaFunction = lambda }, body);
    }
}
