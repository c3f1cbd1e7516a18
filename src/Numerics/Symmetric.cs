namespace DistributedML.Numerics;

/// <summary>Products that are symmetric matrices.</summary>
public static class Symmetric
{
    /// <summary>AᵀA, both triangles. Rows are added in their order.</summary>
    /// <param name="rows">A, row by row.</param>
    /// <param name="columns">How many columns A has.</param>
    /// <param name="gram">Where to: columns by columns values; the former content is of no use.</param>
    public static void Gram(ReadOnlySpan<float> rows, int columns, Span<float> gram)
    {
        gram.Clear();
        for (; rows.Length >= columns; rows = rows[columns..])
            for (var i = 0; i < columns; i++)
                Kernels.AddScaled(gram.Slice(i * columns, i + 1), rows[i], rows);
        for (var i = 0; i < columns; i++)
            for (var j = 0; j < i; j++)
                gram[j * columns + i] = gram[i * columns + j];
    }
}
