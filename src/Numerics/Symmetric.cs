namespace DistributedML.Numerics;

/// <summary>Products that are symmetric matrices.</summary>
public static class Symmetric
{
    const int RowsAtOnce = 32;

    /// <summary>AᵀA, both triangles. Rows are added in their order.</summary>
    /// <param name="rows">A, row by row.</param>
    /// <param name="columns">How many columns A has.</param>
    /// <param name="gram">Where to: columns by columns values; the former content is of no use.</param>
    public static void Gram(ReadOnlySpan<float> rows, int columns, Span<float> gram)
    {
        gram.Clear();
        Span<float> weights = stackalloc float[RowsAtOnce];
        for (var count = rows.Length / columns; count > 0; count = rows.Length / columns)
        {
            weights = weights[..Math.Min(count, RowsAtOnce)];
            for (var i = 0; i < columns; i++)
            {
                for (var row = 0; row < weights.Length; row++) weights[row] = rows[row * columns + i];
                RowKernels.AddScaled(gram.Slice(i * columns, i + 1), rows, columns, weights);
            }
            rows = rows[(weights.Length * columns)..];
        }
        for (var i = 0; i < columns; i++)
            for (var j = 0; j < i; j++)
                gram[j * columns + i] = gram[i * columns + j];
    }
}
