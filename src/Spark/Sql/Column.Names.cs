using DistributedML.Spark.Connect.Protocol;
using Microsoft.Spark.Sql.Types;
using static DistributedML.Spark.Connect.Protocol.Expression.Types.Cast.Types;
using DataType = Microsoft.Spark.Sql.Types.DataType;

namespace Microsoft.Spark.Sql;

public sealed partial class Column
{
    /// <summary>The column under another name.</summary>
    public Column As(string alias) => As([alias]);

    /// <summary>The columns of a function that makes several, under these names.</summary>
    public Column As(IEnumerable<string> alias) => Rename(alias, metadata: null);

    /// <summary>The column under another name, with metadata in JSON that its schema then carries.</summary>
    public Column As(string alias, string metadata) => Rename([alias], metadata);

    /// <inheritdoc cref="As(string)"/>
    public Column Alias(string alias) => As(alias);

    /// <inheritdoc cref="As(string)"/>
    public Column Name(string alias) => As(alias);

    /// <summary>The value as another type, named as in SQL: <c>int</c>, <c>decimal(10,2)</c>, <c>array&lt;string&gt;</c>. A value that does not fit is an error.</summary>
    public Column Cast(string to) => new(new Expression { Cast = new() { Expr = Expression, TypeStr = to } }, this);

    /// <summary>The value as another type. A value that does not fit is an error.</summary>
    public Column Cast(DataType to) => new(new Expression { Cast = new() { Expr = Expression, Type = to.ToProto() } }, this);

    /// <summary>The value as another type, or null where it does not fit.</summary>
    public Column TryCast(DataType to) =>
        new(new Expression { Cast = new() { Expr = Expression, Type = to.ToProto(), EvalMode = EvalMode.Try } }, this);

    /// <summary>The value as another type, or null where it does not fit.</summary>
    public Column TryCast(string to) =>
        new(new Expression { Cast = new() { Expr = Expression, TypeStr = to, EvalMode = EvalMode.Try } }, this);

    /// <summary>What a function makes of this column: reads chained calls from left to right.</summary>
    public Column Transform(Func<Column, Column> function) => function(this);

    Column Rename(IEnumerable<string> names, string? metadata)
    {
        var alias = new Expression.Types.Alias { Expr = Expression };
        alias.Name.AddRange(names);
        if (metadata is not null) alias.Metadata = metadata;
        return new Column(new Expression { Alias = alias }, this);
    }
}
