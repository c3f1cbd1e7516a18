using System.Runtime.Intrinsics;

namespace DistributedML.Numerics;

/// <summary>
/// Products of dense matrices and vectors, on one thread. Inputs may be transposed views. Sums are added in an order that depends on the
/// sizes and on the machine's vector width, so the last bits may differ between kinds of processors, never between calls.
/// </summary>
public static class MatrixProduct
{
    const int SmallWork = 512;   // multiplications up to which packing costs more than it saves

    /// <summary>C = A·B. m·n·k multiplications for m by k times k by n.</summary>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="c">Receives the product; must not overlap with A or B.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static void Multiply(MatrixView a, MatrixView b, MatrixView c)
    {
        Check(a, b, c);
        c.Clear();
        Add(c, 1, a, b, lowerOnly: false);
    }

    /// <summary>C += factor · A·B.</summary>
    /// <param name="c">What the product is added to; must not overlap with A or B.</param>
    /// <param name="factor">The product's factor.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static void AddProduct(MatrixView c, double factor, MatrixView a, MatrixView b)
    {
        Check(a, b, c);
        Add(c, factor, a, b, lowerOnly: false);
    }

    /// <summary>C += factor · A·B in the lower triangle of C and its diagonal; the rest of C is neither read nor written.</summary>
    /// <param name="c">Square; must not overlap with A or B, and is not transposed.</param>
    /// <param name="factor">The product's factor.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together, or C is transposed.</exception>
    public static void AddLowerProduct(MatrixView c, double factor, MatrixView a, MatrixView b)
    {
        Check(a, b, c);
        if (c.Rows != c.Columns || (c.ColumnStride != 1 && c.Rows > 1))
            throw new ArgumentException("C is not square or is transposed", nameof(c));
        Add(c, factor, a, b, lowerOnly: true);
    }

    /// <summary>y = A·x.</summary>
    /// <param name="a">A, of m by n.</param>
    /// <param name="x">n values.</param>
    /// <param name="y">Receives m values; must not overlap with x.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static void Multiply(MatrixView a, ReadOnlySpan<double> x, Span<double> y)
    {
        if (x.Length != a.Columns || y.Length != a.Rows)
            throw new ArgumentException($"{a.Rows} by {a.Columns} times {x.Length} values does not give {y.Length} values");
        if (a.ColumnStride == 1) VectorProduct.Dots(a, x, y);
        else
        {
            y.Clear();
            VectorProduct.AddRows(a.Transposed, x, y);
        }
    }

    static void Check(MatrixView a, MatrixView b, MatrixView c)
    {
        if (a.Columns != b.Rows || c.Rows != a.Rows || c.Columns != b.Columns)
            throw new ArgumentException($"{a.Rows} by {a.Columns} times {b.Rows} by {b.Columns} does not give {c.Rows} by {c.Columns}");
    }

    static void Add(MatrixView c, double factor, MatrixView a, MatrixView b, bool lowerOnly)
    {
        if (c.Rows == 0 || c.Columns == 0 || a.Columns == 0) return;
        if (c.ColumnStride != 1) Add(c.Transposed, factor, b.Transposed, a.Transposed, lowerOnly: false);
        else if ((long)c.Rows * c.Columns * a.Columns <= SmallWork) AddSmall(c, factor, a, b, lowerOnly);
        else if (Vector512.IsHardwareAccelerated) PackedProduct.Add<MicroKernel512>(c, factor, a, b, lowerOnly);
        else PackedProduct.Add<MicroKernel256>(c, factor, a, b, lowerOnly);
    }

    static void AddSmall(MatrixView c, double factor, MatrixView a, MatrixView b, bool lowerOnly)
    {
        for (var i = 0; i < c.Rows; i++)
        {
            var row = lowerOnly ? c.Row(i)[..(i + 1)] : c.Row(i);
            for (var k = 0; k < a.Columns; k++)
            {
                var scale = factor * a[i, k];
                if (b.ColumnStride == 1) Kernels.AddScaled(row, scale, b.Row(k));
                else
                    for (var j = 0; j < row.Length; j++) row[j] += scale * b[k, j];
            }
        }
    }
}
