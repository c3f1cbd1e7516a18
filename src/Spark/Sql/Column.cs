using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>
/// An expression over the columns of a DataFrame: a name, a literal, or a function of other columns. It is immutable and computes nothing by itself;
/// Spark resolves and computes it as part of a DataFrame's plan. Where a method takes an <see cref="object"/>, a <see cref="Column"/> is taken as it is and
/// every other value becomes a literal.
/// </summary>
public sealed partial class Column
{
    internal Column(Expression expression, params ReadOnlySpan<Column> parts)
    {
        Expression = expression;
        Subqueries = Union(parts);
    }

    internal Expression Expression { get; }

    /// <summary>The relations that subqueries in this expression name by their plan id; the plan that uses the column must carry them.</summary>
    internal IReadOnlyList<Relation> Subqueries { get; private init; }

    /// <summary>Whether both are the same expression; the operator == makes a column instead.</summary>
    public override bool Equals(object? obj) => obj is Column other && Expression.Equals(other.Expression);

    /// <inheritdoc/>
    public override int GetHashCode() => Expression.GetHashCode();

    /// <summary>The expression as text, close to SQL.</summary>
    public override string ToString() => ExpressionText.Of(Expression);

    /// <summary>Prints the expression; extended: as the message that is sent to the server.</summary>
    public void Explain(bool extended) => Console.WriteLine(extended ? Expression.ToString() : ToString());

    /// <summary>A function by its name in Spark's registry.</summary>
    internal static Column Call(string function, params ReadOnlySpan<Column> arguments) => Call(function, distinct: false, arguments);

    /// <summary>A function whose arguments are made distinct first, as in <c>count(DISTINCT x)</c>.</summary>
    internal static Column CallDistinct(string function, params ReadOnlySpan<Column> arguments) => Call(function, distinct: true, arguments);

    /// <summary>The column itself, or the value as a literal.</summary>
    internal static Column Of(object? value) => value as Column ?? new Column(new Expression { Literal = Literals.Of(value) });

    /// <summary>A column by its name; <c>*</c> and <c>t.*</c> name all columns.</summary>
    internal static Column Named(string name) => new(name switch
    {
        "*" => new Expression { UnresolvedStar = new() },
        _ when name.EndsWith(".*", StringComparison.Ordinal) => new Expression { UnresolvedStar = new() { UnparsedTarget = name } },
        _ => new Expression { UnresolvedAttribute = new() { UnparsedIdentifier = name } },
    });

    /// <summary>A subquery over a relation; <paramref name="values"/> are what an IN compares.</summary>
    internal static Column Subquery(Relation relation, SubqueryExpression.Types.SubqueryType type, params ReadOnlySpan<Column> values)
    {
        var subquery = new SubqueryExpression { PlanId = relation.Common.PlanId, SubqueryType = type };
        foreach (var value in values) subquery.InSubqueryValues.Add(value.Expression);
        return new Column(new Expression { SubqueryExpression = subquery }) { Subqueries = [relation, .. Union(values)] };
    }

    /// <summary>The expression for a command, in whose message subqueries have no place.</summary>
    /// <exception cref="NotSupportedException">It has a subquery.</exception>
    internal Expression WithoutSubquery(string command) => Subqueries.Count == 0
        ? Expression
        : throw new NotSupportedException($"{this}: Spark Connect takes no subquery in {command}; join its rows to the DataFrame first, or say the command by Sql");

    /// <summary>The relation, with those that subqueries in its columns name.</summary>
    internal static Relation Attach(Relation root, params ReadOnlySpan<Column> columns)
    {
        var subqueries = Union(columns);
        if (subqueries.Count == 0) return root;
        return SparkSession.NewRelation(relation =>
        {
            relation.WithRelations = new WithRelations { Root = root };
            relation.WithRelations.References.AddRange(subqueries);
        });
    }

    static Column Call(string function, bool distinct, ReadOnlySpan<Column> arguments)
    {
        var call = new Expression.Types.UnresolvedFunction { FunctionName = function, IsDistinct = distinct, IsUserDefinedFunction = false };
        foreach (var argument in arguments)
        {
            ArgumentNullException.ThrowIfNull(argument, $"argument of {function}");
            call.Arguments.Add(argument.Expression);
        }
        return new Column(new Expression { UnresolvedFunction = call }, arguments);
    }

    static IReadOnlyList<Relation> Union(ReadOnlySpan<Column> parts)
    {
        List<Relation>? all = null;
        foreach (var part in parts)
        {
            foreach (var relation in part.Subqueries)
            {
                all ??= [];
                if (!all.Contains(relation)) all.Add(relation);
            }
        }
        return all ?? (IReadOnlyList<Relation>)[];
    }
}
