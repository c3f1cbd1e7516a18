using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Pipelines;

namespace DistributedML.Models;

/// <summary>A pipeline's columns as tables have them.</summary>
public static class ArrowColumns
{
    /// <summary>Fields that may be null.</summary>
    public static IEnumerable<Field> Fields(IEnumerable<ColumnDefinition> columns) => columns.Select(column => new Field(column.Name, TypeOf(column.Type).Arrow, true));

    /// <summary>A type's name in the SQL that all engines read.</summary>
    public static string SqlName(ColumnType type) => TypeOf(type).Sql;

    /// <summary>The type that a table's column has.</summary>
    public static TableType TypeOf(ColumnType type) => type switch
    {
        ColumnType.String => TableType.String,
        ColumnType.Integer => TableType.Integer,
        ColumnType.Double => TableType.Double,
        ColumnType.Boolean => TableType.Boolean,
        ColumnType.Timestamp => TableType.Timestamp,
        ColumnType.Date => TableType.Date,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "expected a type of columns"),
    };
}
