using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DistributedML.Numerics;

/// <summary>
/// A matrix over values that others own: all of them, a block, or the transpose, none of which copies. In one direction neighbours are
/// adjacent in memory; in the other they are a stride apart. A product accepts views of the same values for its inputs, not for its
/// result.
/// </summary>
public readonly ref struct MatrixView
{
    const int TransposeTile = 16;   // a transposed tile's cache lines are used whole

    readonly Span<double> _values;

    /// <summary>A matrix over values row by row.</summary>
    /// <param name="values">At least rows · columns values.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    public MatrixView(Span<double> values, int rows, int columns) : this(values, rows, columns, columns)
    {
    }

    /// <summary>A matrix whose rows start a stride apart.</summary>
    /// <param name="values">The values, from those of the first row on.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="stride">Distance of the rows; at least as many as the columns.</param>
    /// <exception cref="ArgumentException">A size is negative, the stride is too small, or there are too few values.</exception>
    public MatrixView(Span<double> values, int rows, int columns, int stride)
    {
        if (rows < 0 || columns < 0 || stride < columns)
            throw new ArgumentException($"no matrix has {rows} rows of {columns} values at distance {stride}");
        var length = rows == 0 || columns == 0 ? 0 : (long)(rows - 1) * stride + columns;
        if (values.Length < length)
            throw new ArgumentException($"{values.Length} values; expected {rows} rows of {columns} at distance {stride}", nameof(values));
        _values = values[..(int)length];
        (Rows, Columns, RowStride, ColumnStride) = (rows, columns, stride, 1);
    }

    MatrixView(Span<double> values, int rows, int columns, int rowStride, int columnStride)
    {
        _values = values;
        (Rows, Columns, RowStride, ColumnStride) = (rows, columns, rowStride, columnStride);
    }

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>How many columns.</summary>
    public int Columns { get; }

    /// <summary>Distance in memory from a row to the next.</summary>
    public int RowStride { get; }

    /// <summary>Distance in memory from a column to the next.</summary>
    public int ColumnStride { get; }

    /// <summary>The same values with rows and columns exchanged.</summary>
    public MatrixView Transposed => new(_values, Columns, Rows, ColumnStride, RowStride);

    /// <summary>One value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Row or column is outside of the matrix.</exception>
    public ref double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return ref _values[row * RowStride + column * ColumnStride];
        }
    }

    /// <summary>The values from the first to the last, with those between that are not the view's.</summary>
    internal Span<double> Values => _values;

    /// <summary>One row.</summary>
    /// <exception cref="InvalidOperationException">The view is transposed, so that a row's values are not adjacent.</exception>
    public Span<double> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        if (Columns == 0) return [];
        if (ColumnStride != 1)
            throw new InvalidOperationException("a row of a transposed view is not adjacent in memory; copy the view first");
        return _values.Slice(row * RowStride, Columns);
    }

    /// <summary>A part of the matrix.</summary>
    /// <param name="row">Its first row.</param>
    /// <param name="column">Its first column.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">The block is not inside of the matrix.</exception>
    public MatrixView Block(int row, int column, int rows, int columns)
    {
        if (row < 0 || column < 0 || rows < 0 || columns < 0 || row > Rows - rows || column > Columns - columns)
            throw new ArgumentOutOfRangeException(
                nameof(row), $"block of {rows} by {columns} at ({row}, {column}) is not inside of {Rows} by {Columns}");
        if (rows == 0 || columns == 0) return new([], rows, columns, RowStride, ColumnStride);
        var length = (rows - 1) * RowStride + (columns - 1) * ColumnStride + 1;
        return new(_values.Slice(row * RowStride + column * ColumnStride, length), rows, columns, RowStride, ColumnStride);
    }

    /// <summary>Copies the values to another matrix of the same size.</summary>
    /// <exception cref="ArgumentException">The size is another one.</exception>
    public void CopyTo(MatrixView target)
    {
        if (target.Rows != Rows || target.Columns != Columns)
            throw new ArgumentException($"{Rows} by {Columns} values do not fill {target.Rows} by {target.Columns}", nameof(target));
        if (ColumnStride == 1 && target.ColumnStride == 1)
            for (var i = 0; i < Rows; i++) Row(i).CopyTo(target.Row(i));
        else if (RowStride == 1 && target.RowStride == 1) Transposed.CopyTo(target.Transposed);
        else
            for (var row = 0; row < Rows; row += TransposeTile)
                for (var column = 0; column < Columns; column += TransposeTile)
                    CopyTile(target, row, column, Math.Min(Rows, row + TransposeTile), Math.Min(Columns, column + TransposeTile));
    }

    /// <summary>Sets all values to 0.</summary>
    public void Clear()
    {
        if (ColumnStride != 1) Transposed.Clear();
        else
            for (var i = 0; i < Rows; i++) Row(i).Clear();
    }

    void CopyTile(MatrixView target, int row, int column, int endRow, int endColumn)
    {
        ref var to = ref MemoryMarshal.GetReference(target._values);
        ref var from = ref MemoryMarshal.GetReference(_values);
        for (var i = row; i < endRow; i++)
            for (var j = column; j < endColumn; j++)
                Unsafe.Add(ref to, i * target.RowStride + j * target.ColumnStride) = Unsafe.Add(ref from, i * RowStride + j * ColumnStride);
    }
}
