using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>A row of these expressions for each row.</summary>
    public DataFrame Select(params Column[] columns) => Derive(relation => relation.Project = new Project { Input = Relation, Expressions = { Expressions(columns) } }, columns);

    /// <summary>The columns of these names.</summary>
    public DataFrame Select(string column, params string[] columns) => Select(ColumnNames.Columns(column, columns));

    /// <summary>A row of these SQL expressions for each row.</summary>
    public DataFrame SelectExpr(params string[] expressions) => Select([.. expressions.Select(Functions.Expr)]);

    /// <summary>The rows for which the condition is true.</summary>
    public DataFrame Filter(Column condition) => Derive(relation => relation.Filter = new Filter { Input = Relation, Condition = condition.Expression }, condition);

    /// <summary>The rows for which the SQL condition is true.</summary>
    public DataFrame Filter(string conditionExpr) => Filter(Functions.Expr(conditionExpr));

    /// <summary>The rows for which the condition is true.</summary>
    public DataFrame Where(Column condition) => Filter(condition);

    /// <summary>The rows for which the SQL condition is true.</summary>
    public DataFrame Where(string conditionExpr) => Filter(conditionExpr);

    /// <summary>All columns, and this one; it replaces a column of its name.</summary>
    public DataFrame WithColumn(string colName, Column col) => WithColumns([new(colName, col)]);

    /// <summary>All columns, and these; they replace columns of their names and see only the columns of before.</summary>
    public DataFrame WithColumns(IEnumerable<KeyValuePair<string, Column>> columns)
    {
        KeyValuePair<string, Column>[] all = [.. columns];
        return Derive(relation => relation.WithColumns = new WithColumns
        {
            Input = Relation,
            Aliases = { all.Select(column => new Expression.Types.Alias { Expr = column.Value.Expression, Name = { column.Key } }) },
        }, [.. all.Select(column => column.Value)]);
    }

    /// <summary>The same columns with this text of JSON kept beside one of them.</summary>
    public DataFrame WithMetadata(string colName, string json) => Derive(relation => relation.WithColumns = new WithColumns
    {
        Input = Relation,
        Aliases = { new Expression.Types.Alias { Expr = Col(ColumnNames.Quote(colName)).Expression, Name = { colName }, Metadata = json } },
    });

    /// <summary>The same columns, one with another name; unchanged when there is none of the old name.</summary>
    public DataFrame WithColumnRenamed(string existingName, string newName) => WithColumnsRenamed([new(existingName, newName)]);

    /// <summary>The same columns, some with other names (old name to new name); names that do not exist are left out.</summary>
    public DataFrame WithColumnsRenamed(IEnumerable<KeyValuePair<string, string>> names) => Derive(relation => relation.WithColumnsRenamed = new WithColumnsRenamed
    {
        Input = Relation,
        Renames = { names.Select(name => new WithColumnsRenamed.Types.Rename { ColName = name.Key, NewColName = name.Value }) },
    });

    /// <summary>All columns but these; names that do not exist are left out.</summary>
    public DataFrame Drop(params string[] colNames) => Derive(relation => relation.Drop = new Drop { Input = Relation, ColumnNames = { colNames } });

    /// <summary>All columns but this.</summary>
    public DataFrame Drop(Column col) => Drop(col, []);

    /// <summary>All columns but these.</summary>
    public DataFrame Drop(Column col, params Column[] columns) =>
        Derive(relation => relation.Drop = new Drop { Input = Relation, Columns = { Expressions([col, .. columns]) } });

    /// <summary>This DataFrame.</summary>
    public DataFrame ToDF() => this;

    /// <summary>The same columns with these names, one for each.</summary>
    public DataFrame ToDF(params string[] colNames) => Derive(relation => relation.ToDf = new ToDF { Input = Relation, ColumnNames = { colNames } });

    /// <summary>The same table under a name that columns can be qualified with.</summary>
    public DataFrame Alias(string alias) => Derive(relation => relation.SubqueryAlias = new SubqueryAlias { Input = Relation, Alias = alias });

    /// <summary>The same table under a name that columns can be qualified with.</summary>
    public DataFrame As(string alias) => Alias(alias);

    /// <summary>One column <c>value</c> with each row as a text of JSON.</summary>
    public DataFrame ToJSON() => SelectExpr("to_json(struct(*)) AS value");

    static IEnumerable<Expression> Expressions(IEnumerable<Column> columns) => columns.Select(column => column.Expression);
}
