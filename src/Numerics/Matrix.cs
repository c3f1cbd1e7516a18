namespace DistributedML.Numerics;

/// <summary>A dense matrix of doubles, row by row, that owns its values. Sizes may be 0.</summary>
public sealed class Matrix
{
    readonly double[] _values;

    /// <summary>A matrix of zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public Matrix(int rows, int columns) : this(rows, columns, new double[Length(rows, columns)])
    {
    }

    /// <summary>A matrix over given values, which it owns from then on.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="values">rows · columns values, row by row.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public Matrix(int rows, int columns, double[] values)
    {
        if (values.Length != Length(rows, columns))
            throw new ArgumentException($"{values.Length} values; expected {rows} by {columns}", nameof(values));
        (Rows, Columns, _values) = (rows, columns, values);
    }

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>How many columns.</summary>
    public int Columns { get; }

    /// <summary>All values, row by row.</summary>
    public Span<double> Values => _values;

    /// <summary>The whole matrix as a view.</summary>
    public MatrixView View => new(_values, Rows, Columns);

    /// <summary>One value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Row or column is outside of the matrix.</exception>
    public ref double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return ref _values[row * Columns + column];
        }
    }

    /// <summary>The identity of n rows.</summary>
    public static Matrix Identity(int n)
    {
        var identity = new Matrix(n, n);
        for (var i = 0; i < n; i++) identity._values[i * n + i] = 1;
        return identity;
    }

    /// <summary>A copy of what a view shows.</summary>
    public static Matrix Of(MatrixView view)
    {
        var copy = new Matrix(view.Rows, view.Columns);
        view.CopyTo(copy);
        return copy;
    }

    /// <summary>One row.</summary>
    public Span<double> Row(int row) => View.Row(row);

    /// <summary>A copy of the transpose; <see cref="MatrixView.Transposed"/> needs no copy.</summary>
    public Matrix Transpose() => Of(View.Transposed);

    /// <summary>A view of the whole matrix.</summary>
    public static implicit operator MatrixView(Matrix matrix) => matrix.View;

    /// <summary>The product, a new matrix: <see cref="MatrixProduct.Multiply(MatrixView, MatrixView, MatrixView)"/>.</summary>
    public static Matrix operator *(Matrix left, Matrix right)
    {
        var product = new Matrix(left.Rows, right.Columns);
        MatrixProduct.Multiply(left, right, product);
        return product;
    }

    static int Length(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        return checked(rows * columns);
    }
}
