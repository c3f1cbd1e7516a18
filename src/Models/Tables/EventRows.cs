using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Tables;

/// <summary>Events as rows.</summary>
/// <param name="batch">The events.</param>
/// <param name="columns">Their columns, in the order that they are asked for.</param>
sealed class EventRows(EventBatch batch, IReadOnlyList<int> columns) : IRows
{
    public int Count => batch.Count;

    public object? Value(int column, int row) => ValueOf(batch.Column(columns[column]), row);

    /// <summary>An event's value in a column.</summary>
    public static object? ValueOf(EventColumn column, int row) => column.Nulls[row] ? null : column.Definition.Type switch
    {
        ColumnType.String => column.Strings[row],
        ColumnType.Integer => column.Integers[row],
        ColumnType.Double => column.Doubles[row],
        ColumnType.Boolean => column.Booleans[row],
        _ => column.Times[row],
    };
}
