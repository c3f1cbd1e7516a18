using DistributedML.Spark.Connect.Protocol;
using static DistributedML.Spark.Connect.Protocol.Aggregate.Types;

namespace Microsoft.Spark.Sql;

/// <summary>The groups of a DataFrame's rows; made by <c>GroupBy</c>, <c>Rollup</c>, <c>Cube</c> and <c>GroupingSets</c>.</summary>
public sealed partial class RelationalGroupedDataset
{
    readonly GroupType _type;

    internal RelationalGroupedDataset(DataFrame input, GroupType type, Column[] keys) => (Input, _type, Keys) = (input, type, keys);

    internal DataFrame Input { get; }

    internal Column[] Keys { get; }

    internal GroupingSets[] Sets { get; init; } = [];

    Aggregate.Types.Pivot? PivotBy { get; init; }

    /// <summary>A row for each group: its key and these aggregates.</summary>
    public DataFrame Agg(Column expr, params Column[] exprs) => new(Input.Session, Column.Attach(SparkSession.NewRelation(relation => relation.Aggregate = new Aggregate
    {
        Input = Input.Relation,
        GroupType = PivotBy is null ? _type : GroupType.Pivot,
        GroupingExpressions = { Keys.Select(key => key.Expression) },
        AggregateExpressions = { exprs.Prepend(expr).Select(aggregate => aggregate.Expression) },
        Pivot = PivotBy,
        GroupingSets = { Sets },
    }), [.. Keys, expr, .. exprs]));

    /// <summary>The number of rows of each group, as <c>count</c>.</summary>
    public DataFrame Count() => Agg(Column.Call("count", Column.Of(1)).As("count"));

    /// <summary>The mean of these columns (none: of all numbers) in each group.</summary>
    public DataFrame Mean(params string[] colNames) => Avg(colNames);

    /// <summary>The mean of these columns (none: of all numbers) in each group.</summary>
    public DataFrame Avg(params string[] colNames) => Numbers(colNames, "avg");

    /// <summary>The largest value of these columns (none: of all numbers) in each group.</summary>
    public DataFrame Max(params string[] colNames) => Numbers(colNames, "max");

    /// <summary>The smallest value of these columns (none: of all numbers) in each group.</summary>
    public DataFrame Min(params string[] colNames) => Numbers(colNames, "min");

    /// <summary>The sum of these columns (none: of all numbers) in each group.</summary>
    public DataFrame Sum(params string[] colNames) => Numbers(colNames, "sum");

    /// <summary>A column for each value of this one, in order; the server finds the values by a query of its own.</summary>
    public RelationalGroupedDataset Pivot(string pivotColumn) => Pivot(pivotColumn, []);

    /// <summary>A column for each of these values of the pivot column.</summary>
    public RelationalGroupedDataset Pivot(string pivotColumn, IEnumerable<object> values) => Pivot(Column.Named(pivotColumn), values);

    /// <summary>A column for each value of this expression, in order; the server finds the values by a query of its own.</summary>
    public RelationalGroupedDataset Pivot(Column pivotColumn) => Pivot(pivotColumn, []);

    /// <summary>A column for each of these values of the pivot expression.</summary>
    public RelationalGroupedDataset Pivot(Column pivotColumn, IEnumerable<object> values)
    {
        if (_type != GroupType.Groupby || PivotBy is not null) throw new InvalidOperationException("Pivot follows GroupBy, once");
        return new(Input, _type, Keys) { PivotBy = new() { Col = pivotColumn.Expression, Values = { values.Select(value => Literals.Of(value)) } } };
    }

    DataFrame Numbers(string[] names, string aggregate)
    {
        var columns = names.Length > 0 ? [.. names.Select(Input.Col)] : Input.NumericColumns();
        if (columns.Length == 0) throw new InvalidOperationException("The DataFrame has no column of numbers to aggregate");
        return Agg(Column.Call(aggregate, columns[0]), [.. columns[1..].Select(column => Column.Call(aggregate, column))]);
    }
}
