using DistributedML.Spark.Connect.Protocol;
using static DistributedML.Spark.Connect.Protocol.Aggregate.Types;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>The rows in groups that agree in these expressions; no expression makes one group.</summary>
    public RelationalGroupedDataset GroupBy(params Column[] columns) => new(this, GroupType.Groupby, columns);

    /// <summary>The rows in groups that agree in these columns.</summary>
    public RelationalGroupedDataset GroupBy(string column, params string[] columns) => GroupBy(ColumnNames.Columns(column, columns));

    /// <summary>Groups of all columns, of all but the last, and so on down to one group of all rows.</summary>
    public RelationalGroupedDataset Rollup(params Column[] columns) => new(this, GroupType.Rollup, columns);

    /// <summary>Groups of all columns, of all but the last, and so on down to one group of all rows.</summary>
    public RelationalGroupedDataset Rollup(string column, params string[] columns) => Rollup(ColumnNames.Columns(column, columns));

    /// <summary>Groups of every subset of the columns.</summary>
    public RelationalGroupedDataset Cube(params Column[] columns) => new(this, GroupType.Cube, columns);

    /// <summary>Groups of every subset of the columns.</summary>
    public RelationalGroupedDataset Cube(string column, params string[] columns) => Cube(ColumnNames.Columns(column, columns));

    /// <summary>Groups of each of these sets of columns; the result has the columns of <paramref name="columns"/>, null where a set leaves one out.</summary>
    public RelationalGroupedDataset GroupingSets(IEnumerable<IEnumerable<Column>> sets, params Column[] columns) =>
        new(this, GroupType.GroupingSets, columns) { Sets = [.. sets.Select(set => new GroupingSets { GroupingSet = { Expressions(set) } })] };

    /// <summary>Aggregates of all rows.</summary>
    public DataFrame Agg(Column expr, params Column[] exprs) => GroupBy().Agg(expr, exprs);

    /// <summary>What to do about nulls and NaN.</summary>
    public DataFrameNaFunctions Na() => new(this);

    /// <summary>Statistics of columns.</summary>
    public DataFrameStatFunctions Stat() => new(this);

    /// <summary>Count, mean, deviation, smallest and largest of these columns (none: of all numbers and texts), as texts.</summary>
    public DataFrame Describe(params string[] cols) => Derive(relation => relation.Describe = new StatDescribe { Input = Relation, Cols = { cols } });

    /// <summary>These statistics (none: count, mean, stddev, min, quartiles, max) of all numbers and texts, as texts.</summary>
    public DataFrame Summary(params string[] statistics) => Derive(relation => relation.Summary = new StatSummary { Input = Relation, Statistics = { statistics } });

    /// <summary>A row for each value column of each row: the ids, the column's name, its value.</summary>
    /// <param name="ids">Columns that stay.</param>
    /// <param name="values">Columns that become rows, of types with a common one; null for all that are no ids.</param>
    /// <param name="variableColumnName">The column of names.</param>
    /// <param name="valueColumnName">The column of values.</param>
    public DataFrame Unpivot(IEnumerable<Column> ids, IEnumerable<Column>? values, string variableColumnName, string valueColumnName) => Derive(relation => relation.Unpivot = new Unpivot
    {
        Input = Relation,
        Ids = { Expressions(ids) },
        Values = values is null ? null : new Unpivot.Types.Values { Values_ = { Expressions(values) } },
        VariableColumnName = variableColumnName,
        ValueColumnName = valueColumnName,
    });

    /// <summary>Another name of <see cref="Unpivot"/>.</summary>
    public DataFrame Melt(IEnumerable<Column> ids, IEnumerable<Column>? values, string variableColumnName, string valueColumnName) =>
        Unpivot(ids, values, variableColumnName, valueColumnName);

    /// <summary>Rows as columns: the index column's values become the names. The other columns need a common type.</summary>
    /// <param name="indexColumn">The column of names; null for the first.</param>
    public DataFrame Transpose(Column? indexColumn = null) => Derive(relation => relation.Transpose = new Transpose
    {
        Input = Relation,
        IndexColumns = { indexColumn is null ? [] : [indexColumn.Expression] },
    });
}
