using DistributedML.Spark.Connect.Protocol;
using static DistributedML.Spark.Connect.Protocol.Expression.Types.Window.Types;
using static DistributedML.Spark.Connect.Protocol.Expression.Types.Window.Types.WindowFrame.Types;

namespace Microsoft.Spark.Sql.Expressions;

/// <summary>The rows that a function looks at for each row: those of its partition, in an order, within a frame. Immutable.</summary>
public sealed class WindowSpec
{
    readonly Column[] _partition;
    readonly Column[] _order;
    readonly WindowFrame? _frame;

    internal WindowSpec() : this([], [], null)
    {
    }

    WindowSpec(Column[] partition, Column[] order, WindowFrame? frame) => (_partition, _order, _frame) = (partition, order, frame);

    /// <summary>The same window over the rows that agree in these columns.</summary>
    public WindowSpec PartitionBy(string colName, params string[] colNames) => PartitionBy(Named(colName, colNames));

    /// <summary>The same window over the rows that agree in these columns.</summary>
    public WindowSpec PartitionBy(params Column[] columns) => new(columns, _order, _frame);

    /// <summary>The same window with its rows in this order.</summary>
    public WindowSpec OrderBy(string colName, params string[] colNames) => OrderBy(Named(colName, colNames));

    /// <summary>The same window with its rows in this order.</summary>
    public WindowSpec OrderBy(params Column[] columns) => new(_partition, columns, _frame);

    /// <summary>The same window with a frame of rows, relative to each row: -1 is the row before it; both ends belong to the frame.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An end is neither unbounded nor within 32 bits.</exception>
    public WindowSpec RowsBetween(long start, long end) => Framed(FrameType.Row, RowBoundary(start, nameof(start)), RowBoundary(end, nameof(end)));

    /// <summary>The same window with a frame of values of the one order column, relative to each row's value; both ends belong to the frame.</summary>
    public WindowSpec RangeBetween(long start, long end) => Framed(FrameType.Range, RangeBoundary(start), RangeBoundary(end));

    /// <summary>The same window with a frame of values, for example intervals around a timestamp; its unbounded ends are those of <see cref="Functions"/>.</summary>
    public WindowSpec RangeBetween(Column start, Column end) => Framed(FrameType.Range, ColumnBoundary(start), ColumnBoundary(end));

    internal Column Apply(Column function)
    {
        var window = new Expression.Types.Window { WindowFunction = function.Expression };
        window.PartitionSpec.AddRange(_partition.Select(column => column.Expression));
        window.OrderSpec.AddRange(_order.Select(column => column.ToSortOrder()));
        if (_frame is not null) window.FrameSpec = _frame;
        return new Column(new Expression { Window = window }, [function, .. _partition, .. _order]);
    }

    WindowSpec Framed(FrameType type, FrameBoundary lower, FrameBoundary upper) =>
        new(_partition, _order, new WindowFrame { FrameType = type, Lower = lower, Upper = upper });

    static Column[] Named(string name, string[] names) => [Column.Named(name), .. names.Select(Column.Named)];

    static FrameBoundary RowBoundary(long value, string parameter) => Special(value) ?? (value is >= int.MinValue and <= int.MaxValue
        ? Value(Column.Of((int)value))
        : throw new ArgumentOutOfRangeException(parameter, value, "A frame of rows ends at most 2^31 rows away, or nowhere"));

    static FrameBoundary RangeBoundary(long value) => Special(value) ?? Value(Column.Of(value));

    static FrameBoundary ColumnBoundary(Column value) =>
        value.Equals(Functions.CurrentRow()) ? Special(Window.CurrentRow)!
        : value.Equals(Functions.UnboundedPreceding()) || value.Equals(Functions.UnboundedFollowing()) ? Special(Window.UnboundedPreceding)!
        : Value(value);

    static FrameBoundary? Special(long value) =>
        value == Window.CurrentRow ? new FrameBoundary { CurrentRow = true }
        : value == Window.UnboundedPreceding || value == Window.UnboundedFollowing ? new FrameBoundary { Unbounded = true }
        : null;

    static FrameBoundary Value(Column value) => new() { Value = value.Expression };
}
