using System.Collections;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class Column
{
    /// <summary>A further condition and its value, after <see cref="Functions.When"/>; the first that holds decides.</summary>
    public Column When(Column condition, object? value) => Extend(condition, Of(value));

    /// <summary>The value when no condition before it holds; without it null.</summary>
    public Column Otherwise(object? value) => Extend(Of(value));

    /// <summary>Whether this is in the range, its ends included.</summary>
    public Column Between(object? lowerBound, object? upperBound) => this >= lowerBound & this <= upperBound;

    /// <summary>Whether the number is NaN.</summary>
    public Column IsNaN() => Call("isnan", this);

    /// <summary>Whether the value is null.</summary>
    public Column IsNull() => Call("isnull", this);

    /// <summary>Whether the value is not null.</summary>
    public Column IsNotNull() => Call("isnotnull", this);

    /// <summary>Whether this is one of the values.</summary>
    public Column IsIn(params string[] list) => IsInCollection(list);

    /// <inheritdoc cref="IsIn(string[])"/>
    public Column IsIn(params int[] list) => IsInCollection(list);

    /// <inheritdoc cref="IsIn(string[])"/>
    public Column IsIn(params long[] list) => IsInCollection(list);

    /// <inheritdoc cref="IsIn(string[])"/>
    public Column IsIn(params bool[] list) => IsInCollection(list);

    /// <inheritdoc cref="IsIn(string[])"/>
    public Column IsIn(params short[] list) => IsInCollection(list);

    /// <inheritdoc cref="IsIn(string[])"/>
    public Column IsIn(params float[] list) => IsInCollection(list);

    /// <inheritdoc cref="IsIn(string[])"/>
    public Column IsIn(params double[] list) => IsInCollection(list);

    /// <inheritdoc cref="IsIn(string[])"/>
    public Column IsIn(params decimal[] list) => IsInCollection(list);

    /// <summary>Whether this is one of the rows of a DataFrame of one column.</summary>
    public Column IsIn(DataFrame rows) => Subquery(rows.Relation, SubqueryExpression.Types.SubqueryType.In, StructParts());

    /// <summary>Whether this is one of the values, which may be columns.</summary>
    public Column IsInCollection(IEnumerable values) => Call("in", [this, .. values.Cast<object?>().Select(Of)]);

    /// <summary>A column of the query around a subquery. A column of a DataFrame already says by its plan which query it belongs to, so this is the column itself.</summary>
    public Column Outer() => this;

    Column[] StructParts() =>
        Expression.UnresolvedFunction is { FunctionName: "struct" } tuple ? [.. tuple.Arguments.Select(part => new Column(part))] : [this];

    Column Extend(params ReadOnlySpan<Column> branch)
    {
        if (Expression.UnresolvedFunction is not { FunctionName: "when" } cases) throw new InvalidOperationException($"When and Otherwise continue Functions.When, not {this}");
        if (cases.Arguments.Count % 2 == 1) throw new InvalidOperationException($"Nothing may follow Otherwise in {this}");
        return Call("when", [.. cases.Arguments.Select(argument => new Column(argument) { Subqueries = Subqueries }), .. branch]);
    }
}
