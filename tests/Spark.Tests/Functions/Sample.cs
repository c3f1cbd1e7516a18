using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark;

/// <summary>A column built in C#, and the SQL that must give the same type and value.</summary>
/// <param name="Call">The C# side; an expression tree, so that the methods in it can be counted.</param>
/// <param name="Sql">The SQL side.</param>
/// <param name="Null">Whether null is the right answer.</param>
sealed record Sample(Expression<Func<Column>> Call, string Sql, bool Null = false)
{
    public Column Column { get; } = Call.Compile(preferInterpretation: true)();

    /// <summary>The methods and operators of the API that the call uses.</summary>
    public IEnumerable<MethodInfo> Methods => Calls.In(Call);

    public override string ToString() => Sql;

    /// <summary>Collects the methods in an expression tree, those inside of lambdas included.</summary>
    sealed class Calls : ExpressionVisitor
    {
        readonly List<MethodInfo> _methods = [];

        public static List<MethodInfo> In(Expression expression)
        {
            var calls = new Calls();
            calls.Visit(expression);
            return calls._methods;
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            _methods.Add(node.Method);
            return base.VisitMethodCall(node);
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            if (node.Method is not null) _methods.Add(node.Method);
            return base.VisitBinary(node);
        }

        protected override Expression VisitUnary(UnaryExpression node)
        {
            if (node.Method is not null) _methods.Add(node.Method);
            return base.VisitUnary(node);
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Member is PropertyInfo property) _methods.Add(property.GetMethod!);
            return base.VisitMember(node);
        }
    }
}
