using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Pipelines;

namespace DistributedML.Engines;

/// <summary>A pipeline's columns as Arrow has them.</summary>
public static class ArrowColumns
{
    /// <summary>Fields that may be null.</summary>
    public static IEnumerable<Field> Fields(IEnumerable<ColumnDefinition> columns) => columns.Select(column => new Field(column.Name, TypeOf(column.Type), true));

    internal static IArrowType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Integer => Int64Type.Default,
        ColumnType.Double => DoubleType.Default,
        ColumnType.Boolean => BooleanType.Default,
        ColumnType.Timestamp => new TimestampType(TimeUnit.Microsecond, (string?)null),
        ColumnType.Date => Date32Type.Default,
        _ => StringType.Default,
    };
}
